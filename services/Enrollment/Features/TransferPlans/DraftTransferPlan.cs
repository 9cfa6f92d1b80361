using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Articulations;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>A registrar of either institution drafts the plan for a cohort's transfer exam (D7).</summary>
public static class DraftTransferPlan
{
    /// <param name="FromInstitution">The institution of the vocational stages.</param>
    /// <param name="ToInstitution">The institution of the undergraduate stage.</param>
    /// <param name="Cohort">The year in which the cohort began.</param>
    /// <param name="Exam">The terms of the exam.</param>
    public sealed record Request(
        [property: Code] string FromInstitution,
        [property: Code] string ToInstitution,
        [property: Range(2000, 2100)] int Cohort,
        TransferExam Exam);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans", HandleAsync)
        .WithName(nameof(DraftTransferPlan)).WithSummary("Draft the plan for a cohort's transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Created<TransferPlan>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var (from, to) = (request.FromInstitution, request.ToInstitution);
        if (act.Caller.Org != from && act.Caller.Org != to) return Problems.NotYourPlan();
        if (await Sides.WhyNotAsync(work, [from, to], mustBeVerified: false) is { } wrong) return wrong;
        if (await request.Exam.WhyNotAsync(work, from, to) is { } refused) return refused;

        var drafted = Drafted(request);
        if (!await TransferPlanRow.TryAddAsync(work, drafted, act)) return Problems.PlanTaken(from, to, request.Cohort);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/transfer-plans/{drafted.Id}", drafted));
    }

    private static TransferPlan Drafted(Request request)
    {
        var text = request.Exam.ToText(request.FromInstitution, request.ToInstitution, request.Cohort);
        return new()
        {
            Id = Guid.CreateVersion7(),
            FromInstitution = request.FromInstitution,
            ToInstitution = request.ToInstitution,
            Cohort = request.Cohort,
            Exam = request.Exam.AsKept(),
            Rounding = ExamTotal.Rounding,
            State = TransferPlan.Draft,
            Sitting = 1,
            Text = text,
            TextHash = CanonicalJson.Hash(text),
            Approvals = [],
            ResultsHash = null,
            Publications = [],
            AppealsUntil = null,
            Finalisations = [],
            Version = 1,
        };
    }
}

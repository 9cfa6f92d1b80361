using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Figures;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace Enrollment.Features.Candidates;

/// <summary>
/// The examining institution corrects marks that were published by mistake, also when they are final. The result is judged again, and holds
/// from the day of the mistaken one. A learner whose withdrawal was a mistake gets a late result, which holds from today. Declarations of
/// finality were of other results, and are void; a final plan stays final (D7, D43).
/// </summary>
public static class CorrectMarks
{
    /// <param name="Reason">Why the published marks are wrong.</param>
    /// <param name="Absent">True if the candidate was absent, without marks.</param>
    /// <param name="Marks">The right marks, one for each component.</param>
    /// <param name="Bonus">The bonus, up to the plan's maximum, at most two decimals; 0 by default.</param>
    /// <param name="Sitting">The sitting of the marks; the candidate's last one by default.</param>
    public sealed record Request(
        [property: Text(2_000)] string Reason,
        bool Absent = false,
        [property: MinLength(1), MaxLength(20)] IReadOnlyList<ComponentMark>? Marks = null,
        [property: Range(0.0, 10.0), Decimals(2)] decimal? Bonus = null,
        [property: Range(1, 2)] int? Sitting = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            Absent == (Marks is not null) || (Absent && Bonus is not null)
                ? [new ValidationResult("Send absent, or the marks.", [nameof(Marks)])]
                : [];
    }

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/transfer-plans/{id:guid}/candidates/{learnerId:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectMarks)).WithSummary("Correct marks that were published by mistake").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Candidate>, Refusal>> HandleAsync(
        Guid id, Guid learnerId, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        var viewer = act.Viewer();
        if (await TransferPlanRow.HoldAsync(work, id, viewer) is not { } plan) return CommonProblems.NotFound();
        if (await CandidateRow.HoldAsync(work, plan, learnerId, viewer, request.Sitting) is not { } candidate)
        {
            return CommonProblems.NotFound();
        }
        if (plan.Exam.ExaminedBy != act.Caller.Org) return Problems.NotTheExaminer();
        if (candidate.WhyNotCorrectable(plan) is { } refused) return refused;
        var judged = ExamMarks.Judge(plan.Exam, candidate.ArticulationId, request.Marks, request.Bonus);
        if (judged.Thing is not { } right) return judged.Refusal!;
        if (candidate.HasResult && candidate.HasMarks(right)) return Problems.NothingToCorrect(candidate.ToReply(viewer).Marks);

        var corrected = candidate.CorrectedTo(right, plan.Exam, request.Reason, act);
        var hash = corrected.Sitting == plan.Sitting
            ? CandidateRow.HashOf(await CandidateRow.OfSittingAsync(work, plan), corrected)
            : plan.ResultsHash;
        var amended = plan.CorrectedTo(hash);
        await CandidateMarks.ReplaceAsync(work, corrected);
        await CandidateRow.RecordCorrectionAsync(work, corrected, act);
        await TransferPlanRow.RecordCorrectionAsync(work, amended, act, $"learner {learnerId}");
        var rate = await PassCount.OfAsync(work, plan.Id);
        await events.Publish(new TransferResultPublishedV1 { OccurredAt = act.Now, Plan = amended.ToEvent(rate) });
        return await work.CommitAsync(TypedResults.Ok(corrected.ToReply(viewer)));
    }
}

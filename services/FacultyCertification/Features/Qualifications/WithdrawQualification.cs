using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Qualifications;

/// <summary>The teacher office takes back a qualification that it recorded by mistake. It stays readable with the reason (D43).</summary>
public static class WithdrawQualification
{
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/qualifications/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawQualification)).WithSummary("Take back a qualification that was recorded by mistake")
        .Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Qualification>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await QualificationRow.HoldAsync(work, id, act.Viewer()) is not { } qualification) return CommonProblems.NotFound();
        if (await ErasedTeacher.WhyNotAsync(work, qualification.TeacherId) is { } erased) return erased;
        if (qualification.WithdrawalReason is not null) return Problems.QualificationWithdrawn(qualification.Id);

        var withdrawn = qualification.WithdrawnFor(request.Reason);
        await QualificationRow.RecordAsync(work, withdrawn, "withdrawn", act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}

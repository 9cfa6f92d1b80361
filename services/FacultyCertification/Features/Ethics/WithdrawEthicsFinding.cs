using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Ethics;

/// <summary>
/// The teacher office takes back a finding that was recorded by mistake (D43). It bars nothing any more, and stays readable. A
/// revocation is final: the teacher applies anew.
/// </summary>
public static class WithdrawEthicsFinding
{
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/ethics-findings/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawEthicsFinding)).WithSummary("Take back an ethics finding that was recorded by mistake")
        .Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<EthicsFinding>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await EthicsRow.HoldAsync(work, id, act.Viewer()) is not { } finding) return CommonProblems.NotFound();
        if (await ErasedTeacher.WhyNotAsync(work, finding.TeacherId) is { } erased) return erased;
        if (finding.WithdrawalReason is not null) return Problems.FindingWithdrawn(finding.Id);

        var withdrawn = finding.WithdrawnFor(request.Reason);
        await EthicsRow.RecordAsync(work, withdrawn, "withdrawn", act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}

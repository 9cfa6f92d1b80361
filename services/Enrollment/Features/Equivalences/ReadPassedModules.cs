using Contracts;
using Enrollment.Features.Learners;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>Whoever sees the learner sees the modules passed elsewhere, with all their versions (D12).</summary>
public static class ReadPassedModules
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/passed-modules", ListAsync)
        .WithName("ListPassedModules").WithSummary("List the modules that a learner passed elsewhere")
        .Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Page<PassedModule>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<PassedModuleRow>(
            db,
            $"""
            SELECT seq, id, learner_id, institution
            FROM enrollment.passed_module
            WHERE learner_id = @id
            """,
            new { id }, ct);
        var shown = await PassedModuleRow.WithVersionsAsync(db, rows, ct);
        return paging.Reply(http, [.. rows.Zip(shown)], row => row.First.Seq, row => row.Second);
    }
}

using Contracts;
using Enrollment.Features.Learners;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Diplomas;

/// <summary>Whoever sees the learner sees the diplomas (D3), also as they were known on a day (D43).</summary>
public static class ReadDiplomas
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/diplomas", ListAsync)
        .WithName("ListDiplomas").WithSummary("List a learner's diplomas").Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Page<Diploma>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct, DateOnly? knownOn = null)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<DiplomaRow>(db, DiplomaRow.OfLearner, new { learner = id, knownOn }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }
}

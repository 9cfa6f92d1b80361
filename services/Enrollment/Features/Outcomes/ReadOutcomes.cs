using Contracts;
using Enrollment.Features.Learners;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Outcomes;

/// <summary>Whoever sees the learner sees the outcomes, with what was corrected (D43).</summary>
public static class ReadOutcomes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/outcomes", ListAsync)
        .WithName("ListOutcomes").WithSummary("List a graduate's outcomes").Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Page<Outcome>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<Row>(
            db,
            $"""
            SELECT seq, id
            FROM enrollment.outcome
            WHERE learner_id = @id
            """,
            new { id }, ct);
        var outcomes = (await OfAsync(db, rows.Select(row => row.Id), ct)).ToDictionary(outcome => outcome.Id);
        return paging.Reply(http, rows, row => row.Seq, row => outcomes[row.Id]);
    }

    /// <summary>The outcome, if the viewer sees its learner.</summary>
    internal static async Task<Outcome?> FindAsync(IReader reader, Guid id, Viewer viewer) =>
        (await OfAsync(reader, [id], default)).SingleOrDefault() is { } outcome
        && await LearnerRow.FindAsync(reader, outcome.LearnerId, viewer) is not null
            ? outcome
            : null;

    private static async Task<IReadOnlyList<Outcome>> OfAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct) =>
        OutcomeRow.ToReplies(await reader.QueryAsync<OutcomeRow>(
            $"""
            {OutcomeRow.Select}
            WHERE o.id IN @ids
            ORDER BY o.seq, f.version
            """,
            new { ids }, ct));

    private sealed record Row
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
    }
}

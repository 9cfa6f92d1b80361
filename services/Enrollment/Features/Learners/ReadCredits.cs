using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>Whoever sees the learner sees the credit (D12).</summary>
public static class ReadCredits
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/credits", ListAsync)
        .WithName("ListCredits").WithSummary("List a learner's credit").Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Page<ReadLearners.Credit>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var rows = await db.QueryAsync<CreditRow>(
            $"""
            SELECT seq, id, source_kind, source_id, credits, grade, hours, effective_on, recorded_at
            FROM enrollment.credit
            WHERE learner_id = @id
                AND seq > @After
            ORDER BY seq {Db.Page}
            """,
            new { id, paging.After, limit = paging.Limit }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private sealed record CreditRow
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
        public string SourceKind { get; init; } = "";
        public Guid SourceId { get; init; }
        public int Credits { get; init; }
        public string Grade { get; init; } = "";
        public int? Hours { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public ReadLearners.Credit ToReply() => new(Id, SourceKind, SourceId, Credits, Grade, Hours, EffectiveOn, RecordedAt);
    }
}

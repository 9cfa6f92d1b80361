using Contracts;
using Enrollment.Features.Learners;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Diplomas;

/// <summary>Whoever sees the learner sees the diplomas (D3).</summary>
public static class ReadDiplomas
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/diplomas", ListAsync)
        .WithName("ListDiplomas").WithSummary("List a learner's diplomas").Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Page<Diploma>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var rows = await db.QueryAsync<Row>(
            $"""
            SELECT seq, id, kind, institution, annotation, awarded_on, recorded_at
            FROM enrollment.diploma
            WHERE learner_id = @id
                AND seq > @After
            ORDER BY seq {Db.Page}
            """,
            new { id, paging.After, limit = paging.Limit }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private sealed record Row
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
        public string Kind { get; init; } = "";
        public string Institution { get; init; } = "";
        public string? Annotation { get; init; }
        public DateOnly AwardedOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public Diploma ToReply() => new(Id, Kind, Institution, Annotation, AwardedOn, RecordedAt);
    }
}

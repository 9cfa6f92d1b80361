using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>Whoever sees the learner sees what was corrected: both values of each member stay readable (D43).</summary>
public static class ReadCorrections
{
    public sealed record Correction
    {
        /// <summary>The learner's version that the correction made. Members corrected together have the same.</summary>
        public required int Version { get; init; }

        /// <summary>The member of the learner, or the fact that was withdrawn, such as <c>year-repeated</c>.</summary>
        public required string Member { get; init; }

        /// <summary>The value that was recorded, or the day of the withdrawn fact; days as YYYY-MM-DD.</summary>
        public required string? Before { get; init; }

        /// <summary>The value that should have been recorded.</summary>
        public required string? After { get; init; }

        /// <summary>What the mistake was.</summary>
        public required string? Reason { get; init; }

        /// <summary>The business date on which it was recorded. Until the day before, the earlier value was known.</summary>
        public required DateOnly RecordedOn { get; init; }

        /// <summary>When it was recorded, UTC.</summary>
        public required DateTimeOffset RecordedAt { get; init; }

        internal long Seq { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/corrections", ListAsync)
        .WithName("ListCorrections").WithSummary("List what was corrected in a learner's record").Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Page<Correction>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<Correction>(
            db,
            $"""
            SELECT c.seq, c.version, c.member, b.value AS before, n.value AS after, r.value AS reason, c.recorded_on, c.recorded_at
            FROM enrollment.learner_correction c
            JOIN enrollment.audit a ON a.aggregate = 'learner' AND a.aggregate_id = @key AND a.version = c.version
            LEFT JOIN enrollment.personal_value b ON b.id = c.before_id
            LEFT JOIN enrollment.personal_value n ON n.id = c.after_id
            LEFT JOIN enrollment.personal_value r ON r.id = a.reason_id
            WHERE c.learner_id = @id
            """,
            new { id, key = id.ToString() }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row);
    }
}

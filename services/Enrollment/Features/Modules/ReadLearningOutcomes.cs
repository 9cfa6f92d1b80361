using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Modules;

/// <summary>Everybody with a token reads learning outcomes and their earlier texts.</summary>
public static class ReadLearningOutcomes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/learning-outcomes", ListAsync).WithName("ListLearningOutcomes").WithSummary("List learning outcomes");
        api.MapGet("/learning-outcomes/{id:guid}", GetAsync).WithName("GetLearningOutcome").WithSummary("Read a learning outcome");
        api.MapGet("/learning-outcomes/{id:guid}/versions", VersionsAsync)
            .WithName("ListLearningOutcomeVersions").WithSummary("List the versions of a learning outcome");
    }

    private static async Task<Ok<Page<LearningOutcome>>> ListAsync(
        HttpContext http, Paging paging, Db db, CancellationToken ct, [Code] string? institution = null)
    {
        var rows = await paging.ReadAsync<LearningOutcomeRow>(
            db,
            $"""
            {LearningOutcomeRow.Select}
            WHERE (@institution IS NULL OR o.institution = @institution)
            """,
            new { institution }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<LearningOutcome>, Refusal>> GetAsync(Guid id, Db db, CancellationToken ct) =>
        await LearningOutcomeRow.FindAsync(db, id, ct) is { } outcome ? TypedResults.Ok(outcome) : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<LearningOutcomeVersion>>, Refusal>> VersionsAsync(
        Guid id, HttpContext http, Paging paging, Db db, CancellationToken ct)
    {
        if (await LearningOutcomeRow.FindAsync(db, id, ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<VersionRow>(
            db,
            $"""
            SELECT version AS seq, version, text, reason, recorded_at
            FROM enrollment.learning_outcome_version
            WHERE outcome_id = @id
            """,
            new { id }, ct);
        return paging.Reply(
            http, rows, row => row.Version, row => new LearningOutcomeVersion(row.Version, row.Text, row.Reason, row.RecordedAt));
    }

    private sealed record VersionRow
    {
        public int Version { get; init; }
        public string Text { get; init; } = "";
        public string? Reason { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
    }
}

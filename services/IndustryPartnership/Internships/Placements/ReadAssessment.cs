using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>Everyone who sees the placement reads the mentor's assessment: institution, enterprise, learner and mentor (D40).</summary>
public static class ReadAssessment
{
    /// <summary>What the mentor said at the end of a placement.</summary>
    /// <param name="PlacementId">The placement.</param>
    /// <param name="Grade">The mentor's grade (D40). The institution gives the placement's own grade.</param>
    /// <param name="Text">What the mentor says about the learner's work.</param>
    /// <param name="AssessedOn">The day of the assessment.</param>
    public sealed record Assessment(Guid PlacementId, [property: OneOf(typeof(Grade))] string Grade, string Text, DateOnly AssessedOn);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/placements/{id:guid}/assessment", GetAsync)
            .WithName("GetPlacementAssessment")
            .WithSummary("Read the mentor's assessment of a placement")
            .Allow(ReadPlacements.Readers);

    private static async Task<Results<Ok<Assessment>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var row = await db.FindAsync<AssessmentRow>(
            """
            SELECT a.grade, COALESCE(v.value, '') AS text, a.assessed_on FROM partnership.mentor_assessment a
            LEFT JOIN partnership.personal_value v ON v.id = a.text_id
            INNER JOIN partnership.placement p ON p.id = a.placement_id WHERE p.id = @id AND
            """ + " " + PlacementRow.Visible,
            new { id, viewer.Org, viewer.Person, viewer.IsLearner, viewer.IsMentor }, ct);
        return row is not null ? TypedResults.Ok(new Assessment(id, row.Grade, row.Text, row.AssessedOn)) : CommonProblems.NotFound();
    }

    private sealed record AssessmentRow
    {
        public string Grade { get; init; } = "";
        public string Text { get; init; } = "";
        public DateOnly AssessedOn { get; init; }
    }
}

using Contracts;
using Enrollment.Features.Learners;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Figures;

/// <summary>
/// Everybody with a token reads published figures, which have totals only. A registrar also reads the own learners behind one (D41).
/// </summary>
public static class ReadPublishedFigures
{
    /// <param name="LearnerId">A learner who was counted.</param>
    /// <param name="Answer"><c>yes</c> (in the numerator), <c>no</c>, <c>unknown</c>, or <c>none</c> where nothing was recorded.</param>
    public sealed record FigureLearner(Guid LearnerId, [property: OneOf("yes", "no", "unknown", "none")] string Answer);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/figures", ListAsync).WithName("ListPublishedFigures").WithSummary("List published figures");
        api.MapGet("/figures/{id:guid}", GetAsync).WithName("GetPublishedFigure").WithSummary("Read a published figure");
        api.MapGet("/figures/{id:guid}/learners", ListLearnersAsync).WithName("ListFigureLearners")
            .WithSummary("List your own learners behind a published figure").Allow(Roles.Registrar);
    }

    private static async Task<Ok<Page<PublishedFigure>>> ListAsync(HttpContext http, Paging paging, Db db, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<PublishedFigureRow>(db, PublishedFigureRow.Select, null, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<PublishedFigure>, Refusal>> GetAsync(Guid id, Db db, CancellationToken ct) =>
        await PublishedFigureRow.FindAsync(db, id, ct) is { } figure ? TypedResults.Ok(figure) : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<FigureLearner>>, Refusal>> ListLearnersAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await PublishedFigureRow.FindAsync(db, id, ct) is null) return CommonProblems.NotFound();
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<LearnerRowBehind>(
            db,
            $"""
            SELECT b.position AS seq, b.learner_id, b.answer
            FROM enrollment.published_figure_learner b
            JOIN enrollment.learner l ON l.id = b.learner_id
            JOIN enrollment.articulation a ON a.id = l.articulation_id
            WHERE b.figure_id = @id
                AND {LearnerRow.Concerned}
            """,
            new { id, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => new FigureLearner(row.LearnerId, row.Answer));
    }

    private sealed record LearnerRowBehind
    {
        public long Seq { get; init; }
        public Guid LearnerId { get; init; }
        public string Answer { get; init; } = "";
    }
}

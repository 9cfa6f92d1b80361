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
    private const string Select =
        """
        SELECT seq, id, measure, institution, articulation_id, cohort, class, as_of, known_on, numerator, recorded,
            unknown, not_recorded, published_by, published_on
        FROM enrollment.published_figure
        """;

    /// <param name="LearnerId">A learner who was counted.</param>
    /// <param name="Answer"><c>yes</c> (in the numerator), <c>no</c>, <c>unknown</c>, or <c>none</c> where nothing was recorded.</param>
    public sealed record FigureLearner(Guid LearnerId, string Answer);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/figures", ListAsync).WithName("ListPublishedFigures").WithSummary("List published figures");
        api.MapGet("/figures/{id:guid}", GetAsync).WithName("GetPublishedFigure").WithSummary("Read a published figure");
        api.MapGet("/figures/{id:guid}/learners", ListLearnersAsync).WithName("ListFigureLearners")
            .WithSummary("List your own learners behind a published figure").Allow(Roles.Registrar);
    }

    private static async Task<Ok<Page<PublishedFigure>>> ListAsync(HttpContext http, Paging paging, Db db, CancellationToken ct)
    {
        var rows = await db.QueryAsync<Row>(
            $"""
            {Select}
            WHERE seq > @After
            ORDER BY seq {Db.Page}
            """,
            new { paging.After, limit = paging.Limit }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<PublishedFigure>, Refusal>> GetAsync(Guid id, Db db, CancellationToken ct) =>
        await FindAsync(db, id, ct) is { } figure ? TypedResults.Ok(figure) : CommonProblems.NotFound();

    internal static async Task<PublishedFigure?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        (await reader.FindAsync<Row>(Select + " WHERE id = @id", new { id }, ct))?.ToReply();

    private static async Task<Results<Ok<Page<FigureLearner>>, Refusal>> ListLearnersAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await db.FindAsync<Row>(Select + " WHERE id = @id", new { id }, ct) is null) return CommonProblems.NotFound();
        var viewer = Viewer.Of(caller);
        var rows = await db.QueryAsync<LearnerRowBehind>(
            $"""
            SELECT b.position + 1 AS seq, b.learner_id, b.answer
            FROM enrollment.published_figure_learner b
            JOIN enrollment.learner l ON l.id = b.learner_id
            JOIN enrollment.articulation a ON a.id = l.articulation_id
            WHERE b.figure_id = @id
                AND b.position >= @After
                AND {LearnerRow.Visible}
            ORDER BY b.position {Db.Page}
            """,
            new { id, paging.After, limit = paging.Limit, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => new FigureLearner(row.LearnerId, row.Answer));
    }

    private sealed record LearnerRowBehind
    {
        public long Seq { get; init; }
        public Guid LearnerId { get; init; }
        public string Answer { get; init; } = "";
    }

    private sealed record Row
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
        public string Measure { get; init; } = "";
        public string? Institution { get; init; }
        public Guid? ArticulationId { get; init; }
        public int? Cohort { get; init; }
        public string? Class { get; init; }
        public DateOnly AsOf { get; init; }
        public DateOnly KnownOn { get; init; }
        public int Numerator { get; init; }
        public int Recorded { get; init; }
        public int Unknown { get; init; }
        public int NotRecorded { get; init; }
        public string PublishedBy { get; init; } = "";
        public DateOnly PublishedOn { get; init; }

        public PublishedFigure ToReply() => new(Id, GroupFigure.Of(ToGroup(), ToCount()), PublishedBy, PublishedOn);

        private FigureGroup ToGroup() => new(Measure, Institution, ArticulationId, Cohort, Class, AsOf, KnownOn);

        private FigureCount ToCount() => new(Numerator, Recorded - Numerator, Unknown, NotRecorded);
    }
}

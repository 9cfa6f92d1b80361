using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Figures;

/// <summary>A figure as it was published. It stays as it is, whatever is corrected later (D41).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Figure">The figure with its numbers.</param>
/// <param name="PublishedBy">The organisation that published it.</param>
/// <param name="PublishedOn">The business date of the publication.</param>
public sealed record PublishedFigure(Guid Id, GroupFigure Figure, string PublishedBy, DateOnly PublishedOn) : IVersioned
{
    /// <summary>Its ETag. It is always 1, since nothing changes a published figure.</summary>
    public int Version => 1;

    /// <summary>Keeps the figure with everybody behind it, and the audit.</summary>
    internal async Task KeepAsync(UnitOfWork work, IReadOnlyList<LearnerBehind> learners, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.published_figure (
                id, measure, institution, articulation_id, cohort, class, as_of, known_on, numerator, denominator, recorded, unknown,
                not_recorded, published_by, published_on, published_at)
            VALUES (
                @Id, @Measure, @Institution, @ArticulationId, @Cohort, @Class, @AsOf, @KnownOn, @Numerator, @Denominator, @Recorded,
                @Unknown, @NotRecorded, @PublishedBy, @PublishedOn, @Now)
            """,
            new
            {
                Id,
                Figure.Measure,
                Figure.Institution,
                Figure.ArticulationId,
                Figure.Cohort,
                Figure.Class,
                Figure.AsOf,
                Figure.KnownOn,
                Figure.Numerator,
                Figure.Denominator,
                Figure.Recorded,
                Figure.Unknown,
                Figure.NotRecorded,
                PublishedBy,
                PublishedOn,
                act.Now,
            });
        foreach (var (position, learner) in learners.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.published_figure_learner (figure_id, position, learner_id, answer)
                VALUES (@Id, @position, @LearnerId, @Answer)
                """,
                new { Id, position, learner.LearnerId, learner.Answer });
        }
        await work.AuditAsync("figure", Id, 1, "published", act);
    }
}

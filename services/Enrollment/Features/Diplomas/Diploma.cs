using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Diplomas;

/// <summary>A diploma of a learner, who has at most one of each kind (D3).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Kind"><c>associate</c> or <c>secondary</c> for the vocational stages, or <c>bachelor</c>.</param>
/// <param name="Institution">The institution that awarded it.</param>
/// <param name="Annotation">
/// <c>专升本</c> where the pathway says so: in the presets after a college, and not on the secondary route. Null on all others.
/// </param>
/// <param name="AwardedOn">The day of the award.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
public sealed record Diploma(Guid Id, string Kind, string Institution, string? Annotation, DateOnly AwardedOn, DateTimeOffset RecordedAt)
{
    internal const string Associate = "associate";
    internal const string Secondary = "secondary";
    internal const string Bachelor = "bachelor";

    /// <summary>The annotation that the law asks for on a bachelor diploma after a college (D3).</summary>
    internal const string Promoted = "专升本";

    /// <summary>Awards the diploma after the learner's present stage, by the institution that teaches it; none if the pathway has none.
    /// </summary>
    internal static async Task AwardAsync(
        UnitOfWork work, Learner learner, IReadOnlyList<StageRow> stages, DateOnly awardedOn, Act act)
    {
        var stage = stages[learner.Stage - 1];
        if (stage.Diploma is not { } kind) return;
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.diploma (id, learner_id, kind, institution, annotation, awarded_on, recorded_at)
            VALUES (@id, @learner, @kind, @institution, @annotation, @awardedOn, @Now)
            """,
            new
            {
                id = Guid.CreateVersion7(),
                learner = learner.Id,
                kind,
                institution = learner.PresentInstitution,
                annotation = stage.Annotated ? Promoted : null,
                awardedOn,
                act.Now,
            });
    }
}

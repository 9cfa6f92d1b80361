using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Diplomas;

/// <summary>A diploma of a learner, who has at most one of each kind (D3).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Kind"><c>associate</c> or <c>secondary</c> for the vocational stages, or <c>bachelor</c>.</param>
/// <param name="Institution">The institution that awarded it.</param>
/// <param name="Annotation">
/// <c>专升本</c> on the bachelor diploma after a transfer from a college. Null on all others, also on the secondary route.
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

    internal static Task AwardAsync(
        UnitOfWork work, Guid learner, string kind, string institution, string? annotation, DateOnly awardedOn, Act act) =>
        work.ExecuteAsync(
            """
            INSERT INTO enrollment.diploma (id, learner_id, kind, institution, annotation, awarded_on, recorded_at)
            VALUES (@id, @learner, @kind, @institution, @annotation, @awardedOn, @Now)
            """,
            new { id = Guid.CreateVersion7(), learner, kind, institution, annotation, awardedOn, act.Now });
}

using Kernel.Http;

namespace Enrollment.Features.Diplomas;

/// <summary>A diploma of a learner, who has at most one of each kind (D3).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Kind"><c>associate</c> or <c>secondary</c> for the vocational stages, or <c>bachelor</c>.</param>
/// <param name="Institution">The institution that awarded it.</param>
/// <param name="Annotation">
/// <c>专升本</c> where the pathway says so: in the presets after a college, and not on the secondary route. Null on all others.
/// </param>
/// <param name="AwardedOn">The day of the award.</param>
/// <param name="RecordedAt">When this version was recorded, UTC.</param>
/// <param name="State"><c>awarded</c>, or <c>withdrawn</c> if it was recorded by mistake (D43).</param>
/// <param name="Version">Counts the award and its corrections, from 1.</param>
public sealed record Diploma(
    Guid Id, [property: OneOf(Diploma.Associate, Diploma.Secondary, Diploma.Bachelor)] string Kind, string Institution,
    string? Annotation, DateOnly AwardedOn, DateTimeOffset RecordedAt, [property: OneOf(Diploma.Awarded, Diploma.Withdrawn)] string State,
    int Version)
{
    internal const string Associate = "associate";
    internal const string Secondary = "secondary";
    internal const string Bachelor = "bachelor";

    internal const string Awarded = "awarded";
    internal const string Withdrawn = "withdrawn";

    /// <summary>The annotation that the law asks for on a bachelor diploma after a college (D3).</summary>
    internal const string Promoted = "专升本";

    /// <summary>As it should have been recorded; withdrawn where no day is right.</summary>
    internal Diploma CorrectedTo(DateOnly? awardedOn, DateTimeOffset now) => this with
    {
        AwardedOn = awardedOn ?? AwardedOn,
        RecordedAt = now,
        State = awardedOn is null ? Withdrawn : Awarded,
        Version = Version + 1,
    };
}

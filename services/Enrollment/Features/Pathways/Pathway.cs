using Kernel.Http;

namespace Enrollment.Features.Pathways;

/// <summary>A pathway. Everybody with a token may read it, and it never changes (D1).</summary>
/// <param name="Code">Its identity, such as <c>2+3+2</c>.</param>
/// <param name="Years">The years of all stages together.</param>
/// <param name="Stages">Its stages in their order.</param>
/// <param name="Owners">
/// The owners of its stages in their order. The presets have <c>from</c> and <c>to</c>; an articulation names an institution for each.
/// </param>
/// <param name="FromDiploma">The diploma after the vocational stages, before the transfer (D3); null if there is none.</param>
/// <param name="AllowsChangeOfMajor">Whether its learners may change their major before the transfer exam (D5a).</param>
/// <param name="BarsSpecialAdmission">Whether those admitted by a special procedure may not; recalled, not read (D5a).</param>
/// <param name="Version">Its ETag.</param>
public sealed record Pathway(
    string Code, int Years, IReadOnlyList<PathwayStage> Stages, IReadOnlyList<string> Owners, string? FromDiploma,
    bool AllowsChangeOfMajor, bool BarsSpecialAdmission, int Version) : IVersioned;

/// <param name="Name">The stage's name.</param>
/// <param name="Years">How many years it takes.</param>
/// <param name="TaughtBy">The owner that teaches it, such as <c>from</c> for vocational stages, or <c>school</c>.</param>
/// <param name="Diploma">The diploma that its institution awards after it (D3); null for none.</param>
/// <param name="Annotated">Whether the law annotates that diploma 专升本.</param>
public sealed record PathwayStage(string Name, int Years, string TaughtBy, string? Diploma, bool Annotated);

/// <summary>What a pathway says about its learners' course (D5a).</summary>
internal sealed record PathwayTerms
{
    public bool AllowsChangeOfMajor { get; init; }
    public bool BarsSpecialAdmission { get; init; }
}

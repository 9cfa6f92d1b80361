using Enrollment.Features.Learners;
using Kernel.Http;

namespace Enrollment.Features.Credits;

/// <summary>
/// A learner's credit with its reasons, and the reasons for credit that was not given (D12). Whoever sees the learner sees it. All amounts
/// are in tenths of a credit.
/// </summary>
public sealed record Transcript
{
    /// <summary>The learner.</summary>
    public required Guid LearnerId { get; init; }

    /// <summary>The learner's day of enrolment, which decides on the mapping.</summary>
    public required DateOnly EnrolledOn { get; init; }

    /// <summary>The number of the mapping that applies; 0 for the articulation's own terms.</summary>
    public required int Mapping { get; init; }

    /// <summary>The first day of enrolment to which that mapping applies; null for the articulation's own terms.</summary>
    public required DateOnly? MappingValidFrom { get; init; }

    /// <summary>The sum, with credit at risk.</summary>
    public required int Credits { get; init; }

    /// <summary>How much of the sum is at risk, and not decided.</summary>
    public required int AtRisk { get; init; }

    /// <summary>The most that the mapping gives.</summary>
    public required int Cap { get; init; }

    /// <summary>It uses the records known on this day; null if none was asked for.</summary>
    public required DateOnly? KnownOn { get; init; }

    /// <summary>What each source earns by each line that means it, in the order of the days.</summary>
    public required IReadOnlyList<TranscriptEntry> Entries { get; init; }

    internal static Transcript Of(Learner learner, CreditFacts facts, DateOnly? knownOn)
    {
        var (judged, link) = (facts.Judge(), facts.Links[^1]);
        return new()
        {
            LearnerId = learner.Id,
            EnrolledOn = learner.EnrolledOn,
            Mapping = link.Number,
            MappingValidFrom = link.Number == 0 ? null : link.ValidFrom,
            Credits = judged.Sum(one => one.Credits),
            AtRisk = judged.Where(one => one.Risk is { Decision: null }).Sum(one => one.Credits),
            Cap = link.Terms.Cap,
            KnownOn = knownOn,
            Entries = [.. judged.Select(one => TranscriptEntry.Of(one, facts.Others))],
        };
    }
}

/// <summary>What a source earns by a line of a mapping, or why it earns nothing.</summary>
public sealed record TranscriptEntry
{
    /// <summary><c>placement</c>, <c>x-certificate</c> or <c>module</c>.</summary>
    [OneOf(CreditSource.Placement, CreditSource.XCertificate, CreditSource.Module)]
    public required string SourceKind { get; init; }

    /// <summary>The placement, the certificate or the passed module.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>The day on which it was achieved.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>When this service knew it first, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The number of the mapping that gives or refuses the credit.</summary>
    public required int Mapping { get; init; }

    /// <summary>The mapping's line; null if none means the source.</summary>
    public required string? Line { get; init; }

    /// <summary>The module that the line earns.</summary>
    public required string? Module { get; init; }

    /// <summary>What is given.</summary>
    public required int Credits { get; init; }

    /// <summary>What is not given of the line's credit; 0 if all of it is given, or if no line means the source.</summary>
    public required int NotGiven { get; init; }

    /// <summary>The rule.</summary>
    public required string Rule { get; init; }

    /// <summary>
    /// The reason: <c>earned</c>, <c>cap-reached</c>, <c>times-used</c>, <c>hours-below</c>, <c>grade-below</c>, <c>no-account</c>,
    /// <c>cognitive-visit</c>, <c>stopped</c>, <c>withdrawn</c>, <c>not-mapped</c>, <c>mapping-of-another-day</c>,
    /// <c>no-equivalent</c>, <c>no-equivalence</c>, <c>modules-missing</c> or <c>taken-back</c>.
    /// </summary>
    [OneOf(typeof(CreditReason))]
    public required string Why { get; init; }

    /// <summary>What the rule looked at.</summary>
    public required CreditReasonFacts Facts { get; init; }

    /// <summary>The risk, if the record that earned the credit was changed, or another mapping was agreed later (D43).</summary>
    public required CreditRisk? Risk { get; init; }

    internal static TranscriptEntry Of(Judged judged, IEnumerable<CreditMapping> others)
    {
        var (source, version, line) = (judged.Source, judged.Version, judged.Line);
        var other = judged.Why != CreditReason.NotMapped ? null : others.FirstOrDefault(mapping => mapping.Terms.Lines.Any(
            one => version.IsMeantBy(one, source.Kind) && version.WhyNot(one, source.Kind) is null));
        return new()
        {
            SourceKind = source.Kind,
            SourceId = source.Id,
            EffectiveOn = version.On,
            RecordedAt = source.Versions.Min(one => one.RecordedAt),
            Mapping = judged.Link.Number,
            Line = line?.Code,
            Module = line?.Module,
            Credits = judged.Credits,
            NotGiven = (line?.Credits ?? 0) - judged.Credits,
            Rule = judged.Why switch
            {
                CreditReason.CognitiveVisit => "D26",
                CreditReason.NoEquivalent or CreditReason.NoEquivalence or CreditReason.ModulesMissing => "D11",
                CreditReason.NoAccount => "D21",
                CreditReason.Withdrawn or CreditReason.TakenBack => "D43",
                _ => "D12",
            },
            Why = other is null ? judged.Why : CreditReason.OtherDay,
            Facts = CreditReasonFacts.Of(judged, other),
            Risk = judged.Risk,
        };
    }
}

/// <summary>A record that earned credit was corrected or withdrawn, or another mapping was agreed later (D43).</summary>
/// <param name="Why">
/// Why the credit would not be given now: a reason as in <see cref="TranscriptEntry.Why"/>, or <c>mapping-changed</c>. It is
/// <c>corrected-to-less</c> where the right record earns less, such as a lower level. It is <c>mapping-recorded-late</c> where a mapping
/// that was recorded after the enrolment gives more; taking it back leaves what was earned before.
/// </param>
/// <param name="EarnedBy">The version of the source that earned it.</param>
/// <param name="Newest">The newest version of the source.</param>
/// <param name="Decision"><c>keep</c> if somebody decided to keep the credit; null while nobody has decided.</param>
public sealed record CreditRisk(
    [property: OneOf(typeof(CreditReason))] string Why, int EarnedBy, int Newest,
    [property: OneOf(CreditDecision.Keep)] string? Decision);

using Contracts.Enrollment;
using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Outcomes;

/// <summary>What became of a graduate, in one respect (S6, S7). Whoever sees the learner sees it.</summary>
public sealed record Outcome : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The learner.</summary>
    public required Guid LearnerId { get; init; }

    /// <summary><c>further-study</c> or <c>employment</c>.</summary>
    [OneOf(typeof(OutcomeKind))]
    public required string Kind { get; init; }

    /// <summary>What is recorded now.</summary>
    public required StatedOutcome Stated { get; init; }

    /// <summary>Whether the record was a mistake, and counts no longer (D43).</summary>
    public required bool Withdrawn { get; init; }

    /// <summary>What was recorded before, oldest first, with the reason of its correction (D43).</summary>
    public required IReadOnlyList<EarlierOutcome> Earlier { get; init; }

    /// <summary>
    /// <c>not-graduated</c> where a corrected record of the learner would refuse it: it counts in no figure until they are graduated (D43).
    /// </summary>
    public required IReadOnlyList<string> Risks { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal const string NotGraduated = "not-graduated";

    /// <summary>When the present version was recorded.</summary>
    internal DateTimeOffset RecordedAt { get; init; }

    internal Outcome CorrectedTo(StatedOutcome? stated, string reason, Act act) => this with
    {
        Stated = stated ?? Stated,
        Withdrawn = stated is null,
        Earlier = [.. Earlier, new(Stated, RecordedAt, act.Today, reason)],
        Risks = [],
        RecordedAt = act.Now,
        Version = Version + 1,
    };

    internal OutcomeV1 ToEvent() => new()
    {
        Id = Id,
        LearnerId = LearnerId,
        Kind = Kind,
        On = Stated.On,
        Answer = Stated.Answer,
        Employer = Stated.Employer,
        EmployerKind = Stated.Employer is null ? Stated.EmployerKind : "registered",
        Withdrawn = Withdrawn,
        Version = Version,
    };
}

/// <param name="On">The day from which it holds, such as the first day of work; the graduation's at the earliest, and not ahead.</param>
/// <param name="Answer"><c>yes</c>, <c>no</c>, or <c>unknown</c> if the graduate was asked and did not say.</param>
/// <param name="Employer">The code of the employer, if it is registered here.</param>
/// <param name="EmployerKind">The kind of an employer that is not registered here. Its name is not kept.</param>
public sealed record StatedOutcome(
    [property: Day] DateOnly On,
    [property: OneOf("yes", "no", "unknown")] string Answer,
    [property: Code] string? Employer = null,
    [property: OneOf("state-owned", "private", "foreign", "self-employed", "public-institution", "government", "other")]
    string? EmployerKind = null)
{
    internal const string Yes = "yes";
}

/// <param name="Stated">What was recorded.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="SupersededOn">The business date of its correction.</param>
/// <param name="Reason">Why it was corrected.</param>
public sealed record EarlierOutcome(StatedOutcome Stated, DateTimeOffset RecordedAt, DateOnly SupersededOn, string Reason);

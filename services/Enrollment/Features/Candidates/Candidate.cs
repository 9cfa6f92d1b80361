using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Enrollment.Features.TransferPlans;
using Kernel.Http;

namespace Enrollment.Features.Candidates;

/// <summary>A learner at a sitting of the transfer exam. The registrars of the two institutions and the learner see it.</summary>
public sealed record Candidate : IVersioned
{
    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The learner.</summary>
    public required Guid LearnerId { get; init; }

    /// <summary>The articulation of the possible transfer.</summary>
    public required Guid ArticulationId { get; init; }

    /// <summary>The sitting, from 1; the resit is the second one.</summary>
    public required int Sitting { get; init; }

    /// <summary>
    /// <c>registered</c>, <c>absent</c>, <c>marked</c>, <c>passed</c>, <c>failed</c> or <c>appealed</c> (D7). A learner who left
    /// before the publication reads as <c>left</c>, and gets no result (D45). A mistaken registration is <c>withdrawn</c> (D43).
    /// </summary>
    [OneOf(
        CandidateRow.Registered, CandidateRow.Absent, CandidateRow.Marked, CandidateRow.Passed, CandidateRow.Failed, CandidateRow.Appealed,
        CandidateRow.Left, CandidateRow.Withdrawn)]
    public required string State { get; init; }

    /// <summary>A mark for each component, once entered. A learner sees them once they are published.</summary>
    public required IReadOnlyList<ComponentMark> Marks { get; init; }

    /// <summary>The bonus on top of the marks, once entered.</summary>
    public required decimal? Bonus { get; init; }

    /// <summary>The weighted marks and the bonus together, with two decimals.</summary>
    public required decimal? Total { get; init; }

    /// <summary>Why the result was appealed against, if it was.</summary>
    public required string? AppealGrounds { get; init; }

    /// <summary>What the present marks replaced, oldest first. A learner sees those that had been published (D7).</summary>
    public required IReadOnlyList<ReplacedMarks> Replaced { get; init; }

    /// <summary>
    /// What was done and a corrected record would refuse, until somebody decides on it (D43): <c>transferred-without-pass</c>,
    /// <c>passed-after-associate-diploma</c>, <c>passed-before-this-sitting</c> or <c>exam-of-another-cohort</c>. It is
    /// <c>result-missing</c> for a learner whose withdrawal was a mistake, once the sitting's results are published without theirs.
    /// </summary>
    public required IReadOnlyList<string> Risks { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }
}

/// <param name="State">
/// What it was: <c>marked</c> or <c>absent</c> before the publication; after it <c>appealed</c>, <c>passed</c>, <c>failed</c> or
/// <c>absent</c>.
/// </param>
/// <param name="Marks">A mark for each component; none after absence.</param>
/// <param name="Bonus">The bonus on top of the marks.</param>
/// <param name="Total">The total of these.</param>
/// <param name="ReplacedOn">The business date of the replacement.</param>
/// <param name="ReplacedAt">The moment of the replacement, UTC.</param>
/// <param name="Reason">Why they were replaced; null where it was recorded without a reason, before corrections had one.</param>
public sealed record ReplacedMarks(
    [property: OneOf(
        CandidateRow.Registered, CandidateRow.Absent, CandidateRow.Marked, CandidateRow.Passed, CandidateRow.Failed, CandidateRow.Appealed,
        CandidateRow.Left, CandidateRow.Withdrawn)] string State,
    IReadOnlyList<ComponentMark> Marks, decimal? Bonus, decimal? Total, DateOnly ReplacedOn, DateTimeOffset ReplacedAt, string? Reason);

/// <param name="Component">The code of a component of the plan.</param>
/// <param name="Mark">0 to 100, at most two decimals (D10).</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct ComponentMark([property: Code(20)] string Component, [property: Range(0.0, 100.0), Decimals(2)] decimal Mark);

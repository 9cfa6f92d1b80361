using Kernel.Http;

namespace Enrollment.Features.Admissions;

/// <summary>What a year's admission to a pathway asks for in a region (D2). Everybody with a token reads it.</summary>
public sealed record AdmissionConditions : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The code of the pathway.</summary>
    public required string Pathway { get; init; }

    /// <summary>The year of the admission, which is the learners' cohort.</summary>
    public required int Year { get; init; }

    /// <summary>The code of the region, such as <c>beijing</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The organisation that stated it, and corrects it.</summary>
    public required string Author { get; init; }

    /// <summary>
    /// The institution whose own admissions it is for; null if an authority stated it for the region. Then it goes before those of
    /// institutions (D2).
    /// </summary>
    public required string? Institution { get; init; }

    /// <summary>Whether household registration in the region is required.</summary>
    public required bool RequiresRegistration { get; init; }

    /// <summary>The lowest score that is admitted; null for none.</summary>
    public required int? MinimumScore { get; init; }

    /// <summary>What was defined before a correction, oldest first (D43).</summary>
    public required IReadOnlyList<ReplacedConditions> Replaced { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }
}

/// <param name="Version">The version with these values.</param>
/// <param name="RequiresRegistration">Whether household registration was required.</param>
/// <param name="MinimumScore">The lowest score.</param>
/// <param name="ReplacedOn">The business date of the correction.</param>
/// <param name="Reason">Why it was corrected; null where it was recorded before reasons were shown.</param>
public sealed record ReplacedConditions(
    int Version, bool RequiresRegistration, int? MinimumScore, DateOnly ReplacedOn, string? Reason);

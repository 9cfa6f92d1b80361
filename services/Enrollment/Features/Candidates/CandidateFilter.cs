using Kernel.Http;

namespace Enrollment.Features.Candidates;

/// <summary>The filters of the list of candidates.</summary>
internal sealed record CandidateFilter
{
    public int? Sitting { get; init; }

    [OneOf("registered", "absent", "marked", "passed", "failed", "appealed", "left", "withdrawn")]
    public string? State { get; init; }

    /// <summary>A number that the enrolling institution gave.</summary>
    [Code(40)]
    public string? StudentNumber { get; init; }

    /// <summary>The opaque identifier in the learner's own tokens.</summary>
    [Code(100)]
    public string? Person { get; init; }
}

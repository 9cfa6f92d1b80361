using Kernel.Http;

namespace IndustryPartnership.Internships.Moves;

/// <summary>The filters of the list of placements' changes.</summary>
internal sealed record PlacementChangeFilter
{
    [OneOf("proposed", "agreed", "in-force", "refused", "withdrawn", "lapsed")]
    public string? State { get; init; }

    /// <summary>The identifier in the learner's own tokens. It finds learners of your own institution only.</summary>
    [Code(100)]
    public string? Person { get; init; }

    /// <summary>The present enterprise, or the next one.</summary>
    [Code]
    public string? Enterprise { get; init; }
}

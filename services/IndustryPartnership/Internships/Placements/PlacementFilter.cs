using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The filters of the list of placements.</summary>
internal sealed record PlacementFilter
{
    public Guid? SlotId { get; init; }

    public Guid? LearnerId { get; init; }

    [OneOf(
        PlacementState.AwaitingConsent, PlacementState.AwaitingSignatures, PlacementState.Ready, PlacementState.Active,
        PlacementState.Paused, PlacementState.Completed, PlacementState.Stopped, PlacementState.Assessed)]
    public string? State { get; init; }

    /// <summary>The identifier in the learner's own tokens. It finds learners of your own institution only.</summary>
    [Code(100)]
    public string? Person { get; init; }

    /// <summary>The enterprise of the slot.</summary>
    [Code]
    public string? Enterprise { get; init; }
}

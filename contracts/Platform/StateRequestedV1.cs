using MassTransit;

namespace Contracts.Platform;

/// <summary>
/// A service that starts without history, or rebuilds a copy that it lost, asks the owner of an aggregate for its present state. The owner
/// answers to the requester alone, with the facts that carry that state.
/// </summary>
[MessageUrn("platform:state-requested:v1")]
[EntityName("platform:state-requested:v1")]
public sealed record StateRequestedV1
{
    /// <summary>The name of the service that asks, which is the name of its queue.</summary>
    public required string Requester { get; init; }

    /// <summary>Owner and kind of the aggregate, such as <c>industry-partnership/agreement</c>.</summary>
    public required string Aggregate { get; init; }

    /// <summary>Where to go on: the owner asks itself for the next page. 0 at the beginning.</summary>
    public required long After { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}

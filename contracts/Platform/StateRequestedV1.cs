using MassTransit;

namespace Contracts.Platform;

/// <summary>
/// A service without a copy, or with a lost one, asks the owner of an aggregate for its present state. The owner answers the requester
/// alone, with events that carry that state.
/// </summary>
[MessageUrn("platform:state-requested:v1")]
[EntityName("platform:state-requested:v1")]
public sealed record StateRequestedV1
{
    /// <summary>The name of the requesting service, also the name of its queue.</summary>
    public required string Requester { get; init; }

    /// <summary>Owner and kind of the aggregate, such as <c>industry-partnership/agreement</c>.</summary>
    public required string Aggregate { get; init; }

    /// <summary>The place of the next page; the owner asks itself for it. 0 at the beginning.</summary>
    public required long After { get; init; }

    /// <summary>When the request was sent, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}

using Kernel.Http;

namespace FacultyCertification.Features.Timelines;

/// <summary>Something that happened to a teacher.</summary>
public sealed record TimelineEntry
{
    /// <summary><c>employment</c>, <c>qualification</c>, <c>application</c>, <c>certificate</c>, <c>ethics-finding</c> or
    /// <c>practice</c>.</summary>
    [OneOf("employment", "qualification", "application", "certificate", "ethics-finding", "practice")]
    public required string Kind { get; init; }

    /// <summary>The identity of what it happened to.</summary>
    public required Guid ThingId { get; init; }

    /// <summary>What happened, such as <c>submitted</c> or <c>granted</c>.</summary>
    public required string What { get; init; }

    /// <summary>The category of an employment, the level of an application or a certificate.</summary>
    public required string? Detail { get; init; }

    /// <summary>The day on which it happened, or from which it holds.</summary>
    public required DateOnly HappenedOn { get; init; }

    /// <summary>The business date of its recording.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

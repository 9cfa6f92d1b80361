using MassTransit;

namespace Contracts.Platform;

/// <summary>An import was received, went on, or ended. While it runs, it is told every few seconds.</summary>
[MessageUrn("platform:import-progressed:v1")]
[EntityName("platform:import-progressed:v1")]
public sealed record ImportProgressedV1
{
    /// <summary>When it progressed, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The import at the version of this event.</summary>
    public required ImportV1 Import { get; init; }
}

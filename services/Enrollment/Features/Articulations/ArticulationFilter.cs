using Kernel.Http;

namespace Enrollment.Features.Articulations;

/// <summary>The filters of the list of articulations.</summary>
internal sealed record ArticulationFilter
{
    [Code]
    public string? FromInstitution { get; init; }

    [Code]
    public string? ToInstitution { get; init; }

    [OneOf(ArticulationState.Draft, ArticulationState.Active, ArticulationState.Closed)]
    public string? State { get; init; }
}

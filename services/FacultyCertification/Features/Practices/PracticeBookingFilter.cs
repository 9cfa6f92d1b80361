using Kernel.Http;

namespace FacultyCertification.Features.Practices;

/// <summary>The filters of the list of seats.</summary>
internal sealed record PracticeBookingFilter
{
    public Guid? TeacherId { get; init; }

    public Guid? BaseId { get; init; }

    [OneOf("requested", "reserved", "refused", "cancelled", "completed")]
    public string? State { get; init; }
}

using Kernel.Http;

namespace FacultyCertification.Features.Practices;

/// <summary>The filters of the list of seats.</summary>
internal sealed record PracticeBookingFilter
{
    public Guid? TeacherId { get; init; }

    public Guid? BaseId { get; init; }

    [OneOf("requested", "reserved", "refused", "cancelled", "completed")]
    public string? State { get; init; }

    [Code]
    public string? StaffNumber { get; init; }

    /// <summary>The teacher's own identifier.</summary>
    [Code(100)]
    public string? Person { get; init; }

    [Code]
    public string? Unit { get; init; }
}

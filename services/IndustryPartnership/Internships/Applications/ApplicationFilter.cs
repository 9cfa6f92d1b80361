using Kernel.Http;

namespace IndustryPartnership.Internships.Applications;

/// <summary>The filters of the list of applications.</summary>
internal sealed record ApplicationFilter
{
    public Guid? SlotId { get; init; }

    public Guid? LearnerId { get; init; }

    [OneOf("submitted", "shortlisted", "offered", "accepted", "placed", "lapsed", "rejected", "withdrawn")]
    public string? State { get; init; }
}

using Kernel.Http;

namespace IndustryPartnership.Internships.Applications;

/// <summary>The filters of the list of applications.</summary>
internal sealed record ApplicationFilter
{
    public Guid? SlotId { get; init; }

    public Guid? LearnerId { get; init; }

    [OneOf("submitted", "shortlisted", "offered", "accepted", "placed", "lapsed", "rejected", "withdrawn")]
    public string? State { get; init; }

    /// <summary>The identifier in the learner's own tokens. It finds learners of your own institution only.</summary>
    [Code(100)]
    public string? Person { get; init; }

    /// <summary>The enterprise of the slot.</summary>
    [Code]
    public string? Enterprise { get; init; }
}

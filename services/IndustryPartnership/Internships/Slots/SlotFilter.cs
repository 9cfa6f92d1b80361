using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The filters of the list of slots.</summary>
internal sealed record SlotFilter
{
    [Code]
    public string? Enterprise { get; init; }

    [OneOf("draft", "submitted", "approved", "open", "full", "closed", "withdrawn")]
    public string? State { get; init; }

    public Guid? BaseId { get; init; }

    [Code(20)]
    public string? Major { get; init; }

    [Name(100)]
    public string? Skill { get; init; }

    [Name(100)]
    public string? Place { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }
}

using Kernel.Http;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>The filters of the list of practices.</summary>
internal sealed record TeacherPracticeFilter
{
    public Guid? BaseId { get; init; }

    [Code]
    public string? Institution { get; init; }

    [OneOf("reserved", "refused", "cancelled", "completed")]
    public string? State { get; init; }

    public DateOnly? Day { get; init; }
}

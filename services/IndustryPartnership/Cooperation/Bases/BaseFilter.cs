using Kernel.Http;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>The filters of the list of bases.</summary>
internal sealed record BaseFilter
{
    [OneOf("proposed", "active", "suspended", "expired", "withdrawn")]
    public string? State { get; init; }

    [Name(100)]
    public string? Skill { get; init; }

    [Name(100)]
    public string? Field { get; init; }

    public DateOnly? ActiveOn { get; init; }

    [Code]
    public string? Party { get; init; }

    [OneOf(
        Contracts.Measure.IntegratingCourses, Contracts.Measure.IntegratingTeachers, Contracts.Measure.GeneralEducation,
        Contracts.Measure.IndustryIntegration)]
    public string? Measure { get; init; }

    [Name(100)]
    public string? Strategy { get; init; }
}

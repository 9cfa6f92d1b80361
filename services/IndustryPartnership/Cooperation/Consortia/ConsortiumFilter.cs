using Kernel.Http;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>The filters of the list of consortia.</summary>
internal sealed record ConsortiumFilter
{
    [Code]
    public string? Party { get; init; }

    [OneOf("proposed", "founded", "dissolved", "withdrawn")]
    public string? State { get; init; }

    [Name(100)]
    public string? Field { get; init; }

    [OneOf(
        Contracts.Measure.IntegratingCourses, Contracts.Measure.IntegratingTeachers, Contracts.Measure.GeneralEducation,
        Contracts.Measure.IndustryIntegration)]
    public string? Measure { get; init; }

    [Name(100)]
    public string? Strategy { get; init; }
}

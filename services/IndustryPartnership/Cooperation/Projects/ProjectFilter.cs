using Kernel.Http;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>The filters of the list of projects.</summary>
internal sealed record ProjectFilter
{
    [Code]
    public string? Party { get; init; }

    [OneOf("proposed", "active", "completed", "cancelled")]
    public string? State { get; init; }

    [OneOf(
        Contracts.Measure.IntegratingCourses, Contracts.Measure.IntegratingTeachers, Contracts.Measure.GeneralEducation,
        Contracts.Measure.IndustryIntegration)]
    public string? Measure { get; init; }

    [Name(100)]
    public string? Strategy { get; init; }

    public Guid? AgreementId { get; init; }
}

using Kernel.Http;

namespace FacultyCertification.Features.Resources;

/// <summary>The filters of the list of resources, and the day as of which it is asked for.</summary>
internal sealed record ResourceFilter
{
    [OneOf(
        ResourceKind.OnlineCourse, ResourceKind.Video, ResourceKind.Courseware, ResourceKind.Textbook, ResourceKind.Case,
        ResourceKind.QuestionBank, ResourceKind.Simulation, ResourceKind.TrainingGuide)]
    public string? Kind { get; init; }

    [Name(100)]
    public string? Subject { get; init; }

    /// <summary>The institution of the module.</summary>
    [Code]
    public string? Institution { get; init; }

    [Code]
    public string? Module { get; init; }

    [OneOf(
        Contracts.Measure.IntegratingCourses, Contracts.Measure.IntegratingTeachers, Contracts.Measure.GeneralEducation,
        Contracts.Measure.IndustryIntegration)]
    public string? Measure { get; init; }

    [Code]
    public string? Owner { get; init; }

    [OneOf(ResourceSharing.Own, ResourceSharing.Named, ResourceSharing.Members, ResourceSharing.Everybody)]
    public string? Scope { get; init; }

    [OneOf(Resource.Offered, Resource.Withdrawn)]
    public string? State { get; init; }

    public DateOnly? AsOf { get; init; }
}

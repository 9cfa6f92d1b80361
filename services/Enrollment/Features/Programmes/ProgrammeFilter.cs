using Kernel.Http;

namespace Enrollment.Features.Programmes;

/// <summary>The filters of the list of programmes.</summary>
internal sealed record ProgrammeFilter
{
    public Guid? Articulation { get; init; }

    public Guid? Module { get; init; }

    [OneOf(
        ProgrammeState.Draft, ProgrammeState.Proposed, ProgrammeState.Approved, ProgrammeState.Published, ProgrammeState.Withdrawn)]
    public string? State { get; init; }

    [OneOf(
        Contracts.Measure.IntegratingCourses, Contracts.Measure.IntegratingTeachers, Contracts.Measure.GeneralEducation,
        Contracts.Measure.IndustryIntegration)]
    public string? Measure { get; init; }
}

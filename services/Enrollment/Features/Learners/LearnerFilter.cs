using Contracts.Enrollment;
using Kernel.Http;
using System.ComponentModel.DataAnnotations;

namespace Enrollment.Features.Learners;

/// <summary>The filters of the list of learners.</summary>
internal sealed record LearnerFilter
{
    /// <summary>A number that the enrolling institution gave.</summary>
    [Code(40)]
    public string? StudentNumber { get; init; }

    /// <summary>The opaque identifier in the learner's own tokens.</summary>
    [Code(100)]
    public string? Person { get; init; }

    [Code(40)]
    public string? Class { get; init; }

    [Range(1900, 2100)]
    public int? Cohort { get; init; }

    public Guid? Articulation { get; init; }

    [OneOf(
        LearnerState.Enrolled, LearnerState.OnLeave, LearnerState.TransferReady, LearnerState.Transferred, LearnerState.Graduated,
        LearnerState.CompletedAssociate, LearnerState.Withdrawn)]
    public string? State { get; init; }
}

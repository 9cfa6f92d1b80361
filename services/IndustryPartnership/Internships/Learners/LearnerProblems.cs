using Contracts.Enrollment;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>The refusals about learners.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotInTrainingType = IndustryPartnershipService.Problems.Define(
        "learner-not-enrolled", 422, "Only a learner in training at the applying institution can be placed.");

    public static Refusal LearnerNotInTraining(string state, string institution, DateOnly? on) => NotInTrainingType.Refuse(
        "The learner must still be in training at the institution that they applied from.", "D5",
        on is { } day
            ? (object)new { state, institution, on = day, inTraining = LearnerState.InTraining }
            : new { state, institution, inTraining = LearnerState.InTraining });
}

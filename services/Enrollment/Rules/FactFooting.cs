using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;

namespace Enrollment.Rules;

/// <summary>D5: what can follow what in a learner's course. A correction may take a fact's footing away (D43).</summary>
internal static class FactFooting
{
    /// <param name="before">The fact before it.</param>
    /// <param name="fact">A later fact than the enrolment.</param>
    /// <param name="stages">The stages of the pathway.</param>
    public static bool Holds(FactRow before, FactRow fact, IReadOnlyList<StageRow> stages) => fact.Fact switch
    {
        LearnerFact.StageCompleted => IsInTraining(before) && Follows(before, fact, stages),
        LearnerFact.WentOnLeave => IsInTraining(before),
        LearnerFact.Returned => before.State == LearnerState.OnLeave,
        LearnerFact.YearRepeated => LearnerState.InTraining.Contains(before.State),
        LearnerFact.MajorChanged => before.State is LearnerState.Enrolled or LearnerState.TransferReady,
        LearnerFact.Transferred or LearnerFact.CompletedAssociate => before.State == LearnerState.TransferReady,
        LearnerFact.Graduated => before.State == LearnerState.Transferred && before.Stage == stages.Count,
        _ => true,
    };

    /// <summary>Whether a learner may be registered for the transfer exam: ready, or in the last vocational stage (D7).</summary>
    public static bool IsReadyForExam(string state, int stage, IReadOnlyList<StageRow> stages) =>
        state == LearnerState.TransferReady
        || (state == LearnerState.Enrolled && StageEnd.Next(stages, stage) is { ByTransfer: true });

    private static bool IsInTraining(FactRow fact) => fact.State is LearnerState.Enrolled or LearnerState.Transferred;

    private static bool Follows(FactRow before, FactRow fact, IReadOnlyList<StageRow> stages) => StageEnd.Next(stages, before.Stage) switch
    {
        { ByTransfer: true } => fact.State == LearnerState.TransferReady && fact.Stage == before.Stage,
        { } next => fact.Stage == next.Stage,
        null => false,
    };
}

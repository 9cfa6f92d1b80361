using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about diplomas.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotTheLastStageType =
        Catalogue.Define("not-the-last-stage", 409, "The learner has stages to complete before graduation.");
    private static readonly ProblemType NotFailedType =
        Catalogue.Define("transfer-not-failed", 422, "The learner's failure in the transfer exam is not final.");

    private static readonly ProblemType NoDiplomaType =
        Catalogue.Define("no-diploma-after-stage", 422, "The pathway has no diploma after this stage.");

    public static Refusal NoDiplomaAfterStage(string pathway, int stage) => NoDiplomaType.Refuse(
        "Record a withdrawal instead.", "D3", new { pathway, stage });

    public static Refusal NotTheLastStage(int stage, int lastStage, Guid learner) => NotTheLastStageType.Refuse(
        "Complete the stages before the last one first.", "D5", new { stage, lastStage },
        new { complete = $"/enrollment/v1/learners/{learner}/stage-completion", stage });

    private static readonly ProblemType NotWithoutPlaceType =
        Catalogue.Define("transfer-not-without-place", 422, "The learner did not pass the transfer exam, or has a place.");

    public static Refusal NotFailed(string? planState, string? lastResult, string declined) => NotFailedType.Refuse(
        "A failure is final once the plan is final and the last result is a failure or an absence. "
            + "If the learner was at no sitting, or does not want to continue, send declined as the reason.",
        "D5", new { planState, lastResult }, new { reason = declined });

    public static Refusal NotWithoutPlace(string? planState, string? lastResult, string declined) => NotWithoutPlaceType.Refuse(
        "Send no-place as the reason only if the plan is final and the last result is a pass.",
        "D5", new { planState, lastResult }, new { reason = declined });

    public static Refusal PlaceLeft(Verdict rank, string declined) => NotWithoutPlaceType.Refuse(
        "A place is free for this learner. Transfer the learner, or send declined as the reason.", "D4", rank.Facts,
        new { reason = declined });
}

using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about diplomas.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotTheLastStageType =
        Catalogue.Define("not-the-last-stage", 409, "The learner has stages to complete before graduation.");
    private static readonly ProblemType NotFailedType =
        Catalogue.Define("transfer-not-failed", 422, "The learner has not finally failed the transfer exam.");

    private static readonly ProblemType NoDiplomaType =
        Catalogue.Define("no-diploma-after-stage", 422, "The pathway has no diploma after this stage (D3).");

    public static Refusal NoDiplomaAfterStage(string pathway, int stage) => NoDiplomaType.Refuse(
        "Record a withdrawal instead.", "D3", new { pathway, stage });

    public static Refusal NotTheLastStage(int stage, int lastStage, Guid learner) => NotTheLastStageType.Refuse(
        "Complete the stages before the last one first.", "D5", new { stage, lastStage },
        new { complete = $"/enrollment/v1/learners/{learner}/stage-completion", stage });

    public static Refusal NotFailed(string? planState, IReadOnlyList<string> results, string declined) => NotFailedType.Refuse(
        "A learner has finally failed when the plan is final and no sitting was passed. "
            + "If the learner does not want to continue, send the reason declined.",
        "D5", new { planState, results }, new { reason = declined });
}

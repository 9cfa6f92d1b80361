using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about ethics reviews.</summary>
internal static partial class Problems
{
    private static readonly ProblemType EthicsBarType =
        Catalogue.Define("ethics-bar", 422, "A failed ethics review bars the teacher from applying on that day.");
    private static readonly ProblemType FindingInFutureType =
        Catalogue.Define("finding-in-future", 422, "The first day of the finding is in the future.");
    private static readonly ProblemType FindingWithdrawnType =
        Catalogue.Define("finding-withdrawn", 409, "The finding is withdrawn.");

    public static Refusal EthicsBar(Verdict verdict) =>
        EthicsBarType.Refuse(verdict, "The teacher can apply on the day in the change, or later.");

    public static Refusal FindingInFuture(DateOnly barredFrom, DateOnly today) => FindingInFutureType.Refuse(
        "Send today or an earlier day.", "D15", new { barredFrom, today }, new { barredFrom = today });

    public static Refusal FindingWithdrawn(Guid findingId) =>
        FindingWithdrawnType.Refuse("If the withdrawal was a mistake, record the finding again.", "D43", new { findingId });
}

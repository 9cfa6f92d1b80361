using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about qualifications.</summary>
internal static partial class Problems
{
    private static readonly ProblemType IssuedInFutureType =
        Catalogue.Define("issued-in-future", 422, "The qualification's day of issue is in the future.");
    private static readonly ProblemType QualificationWithdrawnType =
        Catalogue.Define("qualification-withdrawn", 409, "The record of the qualification is withdrawn.");

    public static Refusal IssuedInFuture(DateOnly issuedOn, DateOnly today) => IssuedInFutureType.Refuse(
        "Record it on the day of issue or later.", "D14", new { issuedOn, today }, new { issuedOn = today });

    public static Refusal QualificationWithdrawn(Guid qualificationId) =>
        QualificationWithdrawnType.Refuse(
            "If the withdrawal was a mistake, record the qualification again.", "D43", new { qualificationId });
}

using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about public notices and the issue of certificates.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NoticeRunningType =
        Catalogue.Define("notice-running", 422, "The public notice is not over on that day.");
    private static readonly ProblemType NoCertificateDueType =
        Catalogue.Define("no-certificate-due", 409, "No application of the notice waits for a certificate.");
    private static readonly ProblemType AlreadyCertifiedType =
        Catalogue.Define("already-certified", 409, "The teacher holds a certificate on some of these days.");

    /// <summary>The caller sees the notice, but another institution published it.</summary>
    public static Refusal NotYourNotice() =>
        CommonProblems.NotByThisParty("the teacher office of the institution that published the notice");

    public static Refusal NoticeRunning(Verdict verdict, DateOnly lastDay) => NoticeRunningType.Refuse(
        verdict, $"The last day of the notice is {lastDay:O}. Issue the certificates on a later day.");

    public static Refusal NoCertificateDue(Guid noticeId) =>
        NoCertificateDueType.Refuse("All applications of the notice are already certified, refused or withdrawn.", "D19", new { noticeId });

    public static Refusal AlreadyCertified(Verdict verdict) => AlreadyCertifiedType.Refuse(
        verdict, "A teacher holds one certificate at a time. The next one can begin after this one ends or is revoked.");
}

using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// A certificate whose renewal was revoked before it began is as it was before, until its last day (D19). Where that was a mistake, it is
/// renewed again (D43).
/// </summary>
internal static class RenewalVoid
{
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, Certificate before, Act act)
    {
        var next = before.Next(act.Today);
        var fact = new CertificateCorrectedV1 { OccurredAt = act.Now, Certificate = next.ToEvent() };
        var change = new CertificateChange(next.SuccessorId is null ? "renewal revoked" : "renewal restored", act.Today);
        await CertificateRow.RecordAsync(work, events, next, change, fact, act);
    }
}

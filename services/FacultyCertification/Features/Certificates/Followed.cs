using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// What a new certificate does to those before it: its predecessor is renewed, or all of the chain that would last longer are superseded
/// (D19).
/// </summary>
internal static class Followed
{
    public static async Task RecordAsync(
        UnitOfWork work, IPublishEndpoint events, IReadOnlyList<Certificate> certificates, Certificate next, Act act)
    {
        foreach (var before in certificates.Where(one => one.ChainId == next.ChainId && one.RevokedOn is null))
        {
            if (before.Id != next.PredecessorId && before.Held.Until < next.ValidFrom) continue;
            var followed = before.FollowedBy(next).Next(act.Today);
            var fact = new TeacherRenewedV1 { OccurredAt = act.Now, Certificate = followed.ToEvent() };
            var change = new CertificateChange(
                followed.SupersededOn is null ? Certificate.Renewed : Certificate.Superseded, followed.SupersededOn ?? next.ValidFrom);
            await CertificateRow.RecordAsync(work, events, followed, change, fact, act);
        }
    }
}

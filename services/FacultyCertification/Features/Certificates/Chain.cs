using Kernel;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>Certificates that follow each other without a gap. A suspension holds for all of them (D19).</summary>
internal static class Chain
{
    /// <summary>Records a changed suspension for its certificate, and for all others of the chain that it concerns.</summary>
    /// <param name="work">The transaction, which holds the chain.</param>
    /// <param name="events">Where the events are published.</param>
    /// <param name="chain">The chain before the change.</param>
    /// <param name="next">The suspension after the change.</param>
    /// <param name="change">What happened.</param>
    /// <param name="tell">The event of the command, for each certificate.</param>
    /// <param name="act">Who did it, and when.</param>
    /// <returns>The chain after the change.</returns>
    public static async Task<IReadOnlyList<Certificate>> RecordAsync(
        UnitOfWork work, IPublishEndpoint events, IReadOnlyList<Certificate> chain, Suspension next, CertificateChange change,
        Func<Certificate, object> tell, Act act)
    {
        IReadOnlyList<Suspension> suspensions =
        [
            .. chain[0].Suspensions.Where(other => other.Id != next.Id).Append(next).Where(one => !one.IsWithdrawn)
                .OrderBy(one => one.SuspendedOn),
        ];
        var after = new List<Certificate>();
        foreach (var before in chain)
        {
            var changed = before.SuspendedBy(suspensions);
            if (IsConcerned(before, changed, next, act.Today))
            {
                changed = changed.Next(act.Today);
                await CertificateRow.RecordAsync(work, events, changed, change, tell(changed), act);
            }
            after.Add(changed);
        }
        return after;
    }

    private static bool IsConcerned(Certificate before, Certificate changed, Suspension suspension, DateOnly today) =>
        before.RevokedOn is null
        && (before.Id == suspension.CertificateId || !before.InForce.SequenceEqual(changed.InForce)
            || before.StateOn(today) != changed.StateOn(today));
}

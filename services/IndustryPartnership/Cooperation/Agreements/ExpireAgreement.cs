using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A sweep: an agreement whose last day has passed expires (D22).</summary>
internal sealed class ExpireAgreement(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        "SELECT id FROM partnership.agreement WHERE state = 'active' AND valid_until < @today ORDER BY seq",
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var act = Act.OfPlatform("agreement expiry", today, clock);
        var held = await AgreementRow.HoldAsync(work, id);
        // Skip it if it was terminated or amended meanwhile.
        if (held.State != AgreementState.Active || held.ValidUntil >= act.Today) return;
        var (expired, firstDay) = (held.Expired(), held.ValidUntil.AddDays(1));
        await TextRow.EndAllAsync(work, held, firstDay);
        var fact = new AgreementExpiredV1 { OccurredAt = act.Now, Agreement = expired.ToEvent() };
        await AgreementRow.RecordAsync(work, events, expired, new Done("expired") { Fact = fact, EffectiveOn = firstDay }, act);
    }
}

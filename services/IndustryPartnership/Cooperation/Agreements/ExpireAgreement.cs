using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>What the business date brings: an agreement whose last day has passed expires (D22).</summary>
internal sealed class ExpireAgreement(Db db, UnitOfWork work, IPublishEndpoint events, History history, Today today, TimeProvider clock)
    : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) =>
        db.QueryAsync<Guid>(
            "SELECT id FROM partnership.agreement WHERE state = 'active' AND valid_until < @today ORDER BY seq",
            new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var expired = await work.ExecuteAsync(
            "UPDATE partnership.agreement SET state = 'expired', version = version + 1 WHERE id = @id AND state = 'active' AND valid_until < @today", new { id, today = today.Value });
        if (expired == 0) return;
        var row = await work.SingleAsync<AgreementRow>(
            "SELECT " + AgreementRow.Columns + " FROM partnership.agreement a WHERE a.id = @id", new { id }, ct);
        await TextRow.EndAllAsync(work, id, row.ValidUntil.AddDays(1));
        var agreement = (await AgreementRow.ShowAsync(work, [row], ct)).Single();
        await history.RecordAsync(
            "agreement", id, agreement, "expired", Caller.Platform("agreement expiry"), agreement.Audience, row.ValidUntil.AddDays(1));
        await events.Publish(AgreementRow.Fact(agreement, clock.GetUtcNow()), ct);
    }
}

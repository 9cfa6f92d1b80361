using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace FacultyCertification.Features.Figures;

/// <summary>
/// Counts an institution's ratio when a day has passed, or an employment or a certificate was recorded. It tells others only a value that
/// is another than the one told last (D41).
/// </summary>
internal sealed class TellRatio(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        """
        SELECT t.id
        FROM faculty.told_ratio t
        WHERE t.counted_on IS NULL
            OR t.counted_on <> @today
            OR t.employments_seen <> (SELECT COALESCE(MAX(e.seq), 0) FROM faculty.employment_record e)
            OR t.certificates_seen <> (SELECT COALESCE(MAX(f.seq), 0) FROM faculty.certificate_fact f)
        ORDER BY t.institution
        """,
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var act = Act.OfPlatform("dual-qualified ratio", today, clock);
        var told = await ToldRatio.HoldAsync(work, id);
        var count = await new RatioGroup(told.Institution, null, act.Today, null, null).CountAsync(work, ct);
        var value = Percent.Of(count.Numerator, count.Denominator);
        var isNew = value != told.Value;
        var next = told with { Value = value, Version = isNew ? told.Version + 1 : told.Version };
        await ToldRatio.RecordAsync(work, next, isNew, act);
        if (isNew) await events.Publish(new RatioChangedV1 { OccurredAt = act.Now, Ratio = next.ToEvent(count, act.Today) }, ct);
    }
}

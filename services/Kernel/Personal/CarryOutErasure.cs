using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace Kernel.Personal;

/// <summary>
/// Carries out granted erasures on their day. What nobody decided in good time, or whose institution has ended (D45), counts as granted.
/// </summary>
internal sealed class CarryOutErasure(
    Db db, UnitOfWork work, IPublishEndpoint events, DataSubjects subjects, RetentionPacks packs, Today today, TimeProvider clock)
    : ISweep
{
    public async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct)
    {
        var due = new List<Guid>();
        foreach (var erasure in await ErasureRow.OpenAsync(db, ct)) if (await IsDueAsync(db, erasure)) due.Add(erasure.Id);
        return due;
    }

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        if (await ErasureRow.FindAsync(work, id, ct) is not { IsOpen: true } erasure || !await IsDueAsync(work, erasure)) return;
        var (subject, act) = (await subjects.OfAsync(work, erasure), Act.OfPlatform("erasure", today, clock));
        if (erasure.State == Erasure.Asked)
        {
            await ErasureRow.RecordAsync(work, erasure.GrantedOn(act.Today, packs.Of(act.Today).CarryOutAfterDays), act);
            return;
        }
        // A correction may have shown since that the data are still needed.
        if (await subject.Erasure!.WhyNotAsync(work, erasure.PersonId, act.Today) is { } refused)
        {
            await ErasureRow.RecordAsync(work, erasure.RefusedOn(act.Today, refused.Rule ?? refused.Type.Name), act);
            return;
        }
        await subject.Erasure.EraseAsync(work, events, erasure.PersonId, act);
        await ErasureRow.RecordAsync(work, erasure.CarriedOutOn(act.Today), act);
        await Eraser.RunAsync(work, subject, erasure.PersonId, packs.Of(act.Today), act);
    }

    private async Task<bool> IsDueAsync(IReader reader, Erasure erasure) => erasure.State == Erasure.Granted
        ? erasure.DueOn <= today.Value
        : erasure.DecideBy < today.Value
            || await (await subjects.OfAsync(reader, erasure)).Erasure!.HasEndedAsync(reader, erasure.Institution);
}

/// <summary>What the law ordered to keep is deleted after its last day.</summary>
internal sealed class EndLockedValue(Db db, UnitOfWork work, Today today) : ISweep
{
    private const int AtOnce = 500;

    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        $"SELECT id FROM $schema.locked_value WHERE kept_until < @today ORDER BY kept_until {Db.Page}",
        new { today = today.Value, limit = AtOnce }, ct);

    public Task SweepAsync(Guid id, CancellationToken ct) => work.ExecuteAsync(
        "DELETE FROM $schema.locked_value WHERE id = @id AND kept_until < @today", new { id, today = today.Value });
}

using Kernel;
using Kernel.Data;
using Kernel.Hosting;

namespace IndustryPartnership.Internships.Applications;

/// <summary>A sweep: an offer lapses once its last day has passed (D37). It already reads as lapsed.</summary>
internal sealed class LapseOffer(Db db, UnitOfWork work, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        "SELECT id FROM partnership.application WHERE state = 'offered' AND offered_until < @today ORDER BY seq",
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var act = Act.OfPlatform("offer lapse", today, clock);
        // Skip it if it was accepted or offered again meanwhile.
        var due = await work.FindAsync<ApplicationRow>(
            ApplicationRow.Select + " WHERE a.id = @id AND a.state = 'offered' AND a.offered_until < @today", new { id, today = act.Today },
            ct);
        if (due is not null) await ApplicationRow.RecordAsync(work, due.ToReply().Next(ApplicationState.Lapsed), "lapsed", act);
    }
}

using Kernel.Data;
using Kernel.Hosting;

namespace Enrollment.Features.Figures;

/// <summary>A sweep: counts the learners whose facts were recorded before there were counts, each once (D41).</summary>
internal sealed class CountEarlierFacts(Db db, UnitOfWork work) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) =>
        db.QueryAsync<Guid>("SELECT learner_id FROM enrollment.uncounted_learner ORDER BY learner_id", ct: ct);

    // A change of the learner since then has counted them.
    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var due = await work.FindAsync<Guid?>("SELECT learner_id FROM enrollment.uncounted_learner WHERE learner_id = @id", new { id }, ct);
        if (due is not null) await FigureCounts.ChangeAsync(work, id, () => Task.CompletedTask);
    }
}

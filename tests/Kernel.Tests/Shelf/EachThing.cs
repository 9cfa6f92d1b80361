using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;

namespace Kernel.Tests.Shelf;

/// <summary>A sweep that leaves a row of the audit for each thing; a second one of the same version is not taken.</summary>
internal sealed class EachThing(UnitOfWork work, Hooks hooks) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => Task.FromResult(hooks.Due());

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var done = await work.SingleAsync<int>(
            "SELECT COUNT(*) FROM $schema.audit WHERE aggregate = 'thing' AND aggregate_id = @id", new { id = id.ToString() }, ct);
        await work.AuditAsync("thing", id, done + 1, "swept", Caller.Platform("things"));
        await hooks.InThing(id);
    }
}

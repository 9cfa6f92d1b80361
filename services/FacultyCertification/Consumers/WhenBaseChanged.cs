using Contracts.IndustryPartnership;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Consumers;

/// <summary>Keeps the bases with the periods in which they were approved: practice at one counts on those days (D17).</summary>
public sealed class WhenBaseChanged(UnitOfWork work) : IConsumer<BaseApprovedV1>, IConsumer<BaseSuspendedV1>, IConsumer<BaseAmendedV1>
{
    public Task Consume(ConsumeContext<BaseApprovedV1> context) => KeepAsync(context.Message.Base);

    public Task Consume(ConsumeContext<BaseSuspendedV1> context) => KeepAsync(context.Message.Base);

    public Task Consume(ConsumeContext<BaseAmendedV1> context) => KeepAsync(context.Message.Base);

    private async Task KeepAsync(BaseV1 approved)
    {
        var isNews = await work.UpsertNewerAsync(
            update: "UPDATE faculty.base SET version = @Version WHERE id = @Id AND version < @Version",
            insert: "INSERT INTO faculty.base (id, version) VALUES (@Id, @Version)",
            new { approved.Id, approved.Version });
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM faculty.base_period WHERE base_id = @Id", new { approved.Id });
        foreach (var period in approved.ActivePeriods.Distinct())
        {
            await work.ExecuteAsync("INSERT INTO faculty.base_period (base_id, active_from, active_until) VALUES (@Id, @From, @Until)", new { approved.Id, period.From, period.Until });
        }
    }
}

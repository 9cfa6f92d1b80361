using Contracts.IndustryPartnership;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Consumers;

/// <summary>Keeps the bases. Practice at one counts on the days of its approval, and its parties confirm stated practice (D17).</summary>
public sealed class WhenBaseChanged(UnitOfWork work) : IConsumer<BaseApprovedV1>, IConsumer<BaseSuspendedV1>, IConsumer<BaseAmendedV1>
{
    public Task Consume(ConsumeContext<BaseApprovedV1> context) => KeepAsync(context.Message.Base);

    public Task Consume(ConsumeContext<BaseSuspendedV1> context) => KeepAsync(context.Message.Base);

    public Task Consume(ConsumeContext<BaseAmendedV1> context) => KeepAsync(context.Message.Base);

    private async Task KeepAsync(BaseV1 approved)
    {
        var isNews = await work.UpsertNewerAsync(
            // A base from before parties were kept learns them from the answer to a catch-up, which has the stored version.
            update:
                """
                UPDATE faculty.base
                SET version = @Version, parties_are_known = 1
                WHERE id = @Id AND (version < @Version OR (version = @Version AND parties_are_known = 0))
                """,
            insert: "INSERT INTO faculty.base (id, version, parties_are_known) VALUES (@Id, @Version, 1)",
            new { approved.Id, approved.Version });
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM faculty.base_period WHERE base_id = @Id", new { approved.Id });
        foreach (var period in approved.ActivePeriods.Distinct())
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.base_period (base_id, active_from, active_until) VALUES (@Id, @From, @Until)",
                new { approved.Id, period.From, period.Until });
        }

        await work.ExecuteAsync("DELETE FROM faculty.base_party WHERE base_id = @Id", new { approved.Id });
        // A message from before parties had days names the parties of that time.
        var parties = approved.Members?.Select(member => (member.Organisation, member.JoinedOn, member.LeftOn))
            ?? approved.Parties.Select(code => (Organisation: code, JoinedOn: DateOnly.MinValue, LeftOn: (DateOnly?)null));
        foreach (var (organisation, joinedOn, leftOn) in parties.DistinctBy(party => (party.Organisation, party.JoinedOn)))
        {
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.base_party (base_id, organisation, joined_on, left_on)
                VALUES (@Id, @organisation, @joinedOn, @leftOn)
                """,
                new { approved.Id, organisation, joinedOn, leftOn });
        }
    }
}

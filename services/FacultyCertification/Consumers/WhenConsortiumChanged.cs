using Contracts.IndustryPartnership;
using FacultyCertification.Changes;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Consumers;

/// <summary>Keeps the consortia, with the days of their members. What is shared with one is seen on those days (S15, D45).</summary>
public sealed class WhenConsortiumChanged(UnitOfWork work)
    : IConsumer<ConsortiumFoundedV1>, IConsumer<ConsortiumMemberJoinedV1>, IConsumer<ConsortiumMemberLeftV1>,
      IConsumer<ConsortiumAmendedV1>, IConsumer<ConsortiumDissolvedV1>
{
    public Task Consume(ConsumeContext<ConsortiumFoundedV1> context) => KeepAsync(context.Message.Consortium);

    public Task Consume(ConsumeContext<ConsortiumMemberJoinedV1> context) => KeepAsync(context.Message.Consortium);

    public Task Consume(ConsumeContext<ConsortiumMemberLeftV1> context) => KeepAsync(context.Message.Consortium);

    public Task Consume(ConsumeContext<ConsortiumAmendedV1> context) => KeepAsync(context.Message.Consortium);

    public Task Consume(ConsumeContext<ConsortiumDissolvedV1> context) => KeepAsync(context.Message.Consortium);

    private async Task KeepAsync(ConsortiumV1 consortium)
    {
        var isNews = await work.UpsertNewerAsync(
            update:
                """
                UPDATE faculty.consortium
                SET founded_on = @FoundedOn, dissolved_on = @DissolvedOn, version = @Version
                WHERE id = @Id AND version < @Version
                """,
            insert:
                """
                INSERT INTO faculty.consortium (id, founded_on, dissolved_on, version)
                VALUES (@Id, @FoundedOn, @DissolvedOn, @Version)
                """,
            new { consortium.Id, consortium.FoundedOn, consortium.DissolvedOn, consortium.Version });
        if (!isNews) return;

        work.Changed(ResourceChanges.Consortium, consortium.Id, consortium.Version);
        await work.ExecuteAsync("DELETE FROM faculty.consortium_member WHERE consortium_id = @Id", new { consortium.Id });
        foreach (var member in consortium.Members.DistinctBy(member => (member.Organisation, member.JoinedOn)))
        {
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.consortium_member (consortium_id, organisation, joined_on, left_on)
                VALUES (@Id, @Organisation, @JoinedOn, @LeftOn)
                """,
                new { consortium.Id, member.Organisation, member.JoinedOn, member.LeftOn });
        }
    }
}

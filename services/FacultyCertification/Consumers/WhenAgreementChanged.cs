using Contracts.IndustryPartnership;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Consumers;

/// <summary>Keeps the agreements, with their parties and days. Practice at an enterprise counts on those days (D17).</summary>
public sealed class WhenAgreementChanged(UnitOfWork work)
    : IConsumer<AgreementActivatedV1>, IConsumer<AgreementAmendedV1>, IConsumer<AgreementTerminatedV1>, IConsumer<AgreementExpiredV1>
{
    public Task Consume(ConsumeContext<AgreementActivatedV1> context) => KeepAsync(context.Message.Agreement);

    public Task Consume(ConsumeContext<AgreementAmendedV1> context) => KeepAsync(context.Message.Agreement);

    public Task Consume(ConsumeContext<AgreementTerminatedV1> context) => KeepAsync(context.Message.Agreement);

    public Task Consume(ConsumeContext<AgreementExpiredV1> context) => KeepAsync(context.Message.Agreement);

    private async Task KeepAsync(AgreementV1 agreement)
    {
        var isNews = await work.UpsertNewerAsync(
            update:
                """
                UPDATE faculty.agreement
                SET valid_from = @ValidFrom, valid_until = @ValidUntil, terminated_on = @TerminatedOn, version = @Version
                WHERE id = @Id AND version < @Version
                """,
            insert:
                """
                INSERT INTO faculty.agreement (id, valid_from, valid_until, terminated_on, version)
                VALUES (@Id, @ValidFrom, @ValidUntil, @TerminatedOn, @Version)
                """,
            new { agreement.Id, agreement.ValidFrom, agreement.ValidUntil, agreement.TerminatedOn, agreement.Version });
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM faculty.agreement_party WHERE agreement_id = @Id", new { agreement.Id });
        foreach (var party in agreement.Parties.Distinct())
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.agreement_party (agreement_id, organisation) VALUES (@Id, @party)", new { agreement.Id, party });
        }
    }
}

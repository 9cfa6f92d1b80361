using Contracts.IndustryPartnership;
using Enrollment.Features.Articulations;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>Keeps the agreements. When one ends, its articulations close to new cohorts, and enrolled learners carry on (D6b).</summary>
public sealed class WhenAgreementChanged(UnitOfWork work, Today today, TimeProvider clock)
    : IConsumer<AgreementActivatedV1>, IConsumer<AgreementAmendedV1>, IConsumer<AgreementTerminatedV1>, IConsumer<AgreementExpiredV1>
{
    public Task Consume(ConsumeContext<AgreementActivatedV1> context) => KeepAsync(context.Message.Agreement, context);

    public Task Consume(ConsumeContext<AgreementAmendedV1> context) => KeepAsync(context.Message.Agreement, context);

    public Task Consume(ConsumeContext<AgreementTerminatedV1> context) => KeepAsync(context.Message.Agreement, context);

    public Task Consume(ConsumeContext<AgreementExpiredV1> context) => KeepAsync(context.Message.Agreement, context);

    private async Task KeepAsync(AgreementV1 agreement, IPublishEndpoint events)
    {
        var isNews = await work.UpsertNewerAsync(
            update:
                """
                UPDATE enrollment.agreement
                SET kind = @Kind, state = @State, valid_from = @ValidFrom, valid_until = @ValidUntil, version = @Version
                WHERE id = @Id AND version < @Version
                """,
            insert:
                """
                INSERT INTO enrollment.agreement (id, kind, state, valid_from, valid_until, activations, version)
                VALUES (@Id, @Kind, @State, @ValidFrom, @ValidUntil, 0, @Version)
                """,
            new { agreement.Id, agreement.Kind, agreement.State, agreement.ValidFrom, agreement.ValidUntil, agreement.Version });
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM enrollment.agreement_party WHERE agreement_id = @Id", new { agreement.Id });
        foreach (var party in agreement.Parties.Distinct())
        {
            await work.ExecuteAsync(
                "INSERT INTO enrollment.agreement_party (agreement_id, organisation_code) VALUES (@Id, @party)",
                new { agreement.Id, party });
        }
        if (agreement.State != "active") await CloseAsync(agreement, events);
    }

    // The agreement's row is changed, so no activation under it comes between.
    private async Task CloseAsync(AgreementV1 agreement, IPublishEndpoint events)
    {
        var act = Act.OfPlatform(EnrollmentService.Name, today, clock);
        var active = await work.QueryAsync<Guid>(
            "SELECT id FROM enrollment.articulation WHERE agreement_id = @Id AND state = 'active' ORDER BY seq", new { agreement.Id });
        foreach (var id in active)
        {
            var articulation = await ArticulationRow.HoldAsync(work, id);
            if (articulation.State != ArticulationState.Active) continue;
            await CloseArticulation.CloseAsync(work, events, articulation, $"agreement {agreement.Id} {agreement.State}", act);
        }
    }
}

using Contracts.IndustryPartnership;
using Enrollment.Features.Articulations;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>Keeps the agreements; with the end of one, its articulations close to new cohorts, and those enrolled carry on (D6b).</summary>
public sealed class WhenAgreementChanged(UnitOfWork work, TimeProvider clock)
    : IConsumer<AgreementActivatedV1>, IConsumer<AgreementAmendedV1>, IConsumer<AgreementTerminatedV1>, IConsumer<AgreementExpiredV1>
{
    public Task Consume(ConsumeContext<AgreementActivatedV1> context) => KeepAsync(context.Message.Agreement, context);

    public Task Consume(ConsumeContext<AgreementAmendedV1> context) => KeepAsync(context.Message.Agreement, context);

    public Task Consume(ConsumeContext<AgreementTerminatedV1> context) => KeepAsync(context.Message.Agreement, context);

    public Task Consume(ConsumeContext<AgreementExpiredV1> context) => KeepAsync(context.Message.Agreement, context);

    private async Task KeepAsync(AgreementV1 agreement, IPublishEndpoint events)
    {
        var isNews = await work.UpsertNewerAsync(
            update: "UPDATE enrollment.agreement SET kind = @Kind, state = @State, valid_from = @ValidFrom, valid_until = @ValidUntil, version = @Version WHERE id = @Id AND version < @Version",
            insert: "INSERT INTO enrollment.agreement (id, kind, state, valid_from, valid_until, activations, version) VALUES (@Id, @Kind, @State, @ValidFrom, @ValidUntil, 0, @Version)",
            new { agreement.Id, agreement.Kind, agreement.State, agreement.ValidFrom, agreement.ValidUntil, agreement.Version });
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM enrollment.agreement_party WHERE agreement_id = @Id", new { agreement.Id });
        foreach (var party in agreement.Parties.Distinct())
        {
            await work.ExecuteAsync("INSERT INTO enrollment.agreement_party (agreement_id, organisation_code) VALUES (@Id, @party)", new { agreement.Id, party });
        }
        if (agreement.State != "active") await CloseAsync(agreement, events);
    }

    // The agreement's row is held from here on, so that no activation under it can come between.
    private async Task CloseAsync(AgreementV1 agreement, IPublishEndpoint events)
    {
        var articulations = await work.QueryAsync<Guid>("SELECT id FROM enrollment.articulation WHERE agreement_id = @Id AND state = 'active' ORDER BY seq", new { agreement.Id });
        foreach (var id in articulations)
        {
            await CloseArticulation.CloseAsync(work, events, id, $"agreement {agreement.Id} {agreement.State}", Caller.Platform(EnrollmentService.Name), clock.GetUtcNow());
        }
    }
}

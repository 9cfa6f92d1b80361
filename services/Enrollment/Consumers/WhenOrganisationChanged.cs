using Contracts.IndustryPartnership;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>Keeps the kind, the state and the units of each organisation. A unit that is gone there is gone here (S20, D45).</summary>
public sealed class WhenOrganisationChanged(UnitOfWork work)
    : IConsumer<OrganisationRegisteredV1>, IConsumer<OrganisationVerifiedV1>, IConsumer<OrganisationAmendedV1>,
      IConsumer<OrganisationClosedV1>
{
    public Task Consume(ConsumeContext<OrganisationRegisteredV1> context) => KeepAsync(context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationVerifiedV1> context) => KeepAsync(context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationAmendedV1> context) => KeepAsync(context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationClosedV1> context) => KeepAsync(context.Message.Organisation);

    private async Task KeepAsync(OrganisationV1 organisation)
    {
        await work.UpsertNewerAsync(
            update:
                """
                UPDATE enrollment.organisation
                SET kind = @Kind, state = @State, version = @Version
                WHERE code = @Code AND version < @Version
                """,
            insert:
                """
                INSERT INTO enrollment.organisation (code, kind, state, units_version, version)
                VALUES (@Code, @Kind, @State, 0, @Version)
                """,
            new { organisation.Code, organisation.Kind, organisation.State, organisation.Version });
        await KeepUnitsAsync(organisation);
    }

    // Units have a version of their own: copies of before have none, and the same state told again brings them.
    private async Task KeepUnitsAsync(OrganisationV1 organisation)
    {
        var isNews = await work.ExecuteAsync(
            "UPDATE enrollment.organisation SET units_version = @Version WHERE code = @Code AND units_version < @Version",
            new { organisation.Code, organisation.Version }) > 0;
        if (!isNews) return;
        await work.ExecuteAsync("DELETE FROM enrollment.organisation_unit WHERE organisation_code = @Code", new { organisation.Code });
        foreach (var unit in organisation.Units)
        {
            await work.ExecuteAsync(
                "INSERT INTO enrollment.organisation_unit (organisation_code, code, name) VALUES (@Organisation, @Code, @Name)",
                new { Organisation = organisation.Code, unit.Code, unit.Name });
        }
    }
}

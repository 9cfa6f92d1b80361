using Contracts.IndustryPartnership;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>
/// Keeps the kind, the state and the units of each organisation, and the day of its end. A unit that is gone there is gone here (S20, D45).
/// </summary>
public sealed class WhenOrganisationChanged(UnitOfWork work)
    : IConsumer<OrganisationRegisteredV1>, IConsumer<OrganisationVerifiedV1>, IConsumer<OrganisationAmendedV1>,
      IConsumer<OrganisationClosedV1>
{
    // China has one zone, without summer time: a business date is a day there.
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public Task Consume(ConsumeContext<OrganisationRegisteredV1> context) => KeepAsync(context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationVerifiedV1> context) => KeepAsync(context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationAmendedV1> context) => KeepAsync(context.Message.Organisation);

    // A catch-up tells of a closure later than it was.
    public Task Consume(ConsumeContext<OrganisationClosedV1> context) => KeepAsync(
        context.Message.Organisation,
        context.Message.Organisation.ClosedOn ?? DateOnly.FromDateTime(context.Message.OccurredAt.ToOffset(Beijing).DateTime));

    private async Task KeepAsync(OrganisationV1 organisation, DateOnly? endedOn = null)
    {
        await work.UpsertNewerAsync(
            update:
                """
                UPDATE enrollment.organisation
                SET kind = @Kind, state = @State, ended_on = @endedOn, version = @Version
                WHERE code = @Code AND (version < @Version OR (version = @Version AND ended_on <> @ClosedOn))
                """,
            insert:
                """
                INSERT INTO enrollment.organisation (code, kind, state, ended_on, units_version, version)
                VALUES (@Code, @Kind, @State, @endedOn, 0, @Version)
                """,
            new { organisation.Code, organisation.Kind, organisation.State, organisation.ClosedOn, endedOn, organisation.Version });
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

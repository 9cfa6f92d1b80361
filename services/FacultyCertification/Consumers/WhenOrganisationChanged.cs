using Contracts.IndustryPartnership;
using FacultyCertification.Changes;
using FacultyCertification.Features.Figures;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Consumers;

/// <summary>Keeps the kind, the state, the name and the units of each organisation, and the day of its closing (D16, D45).</summary>
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
            // One from before names and closures were kept learns them from the answer to a catch-up, which has the stored version.
            update:
                """
                UPDATE faculty.institution
                SET kind = @Kind, state = @State, name = @Name, closed_on = @ClosedOn, version = @Version
                WHERE code = @Code
                    AND (version < @Version
                        OR (version = @Version AND (name IS NULL OR (closed_on IS NULL AND @ClosedOn IS NOT NULL))))
                """,
            insert:
                """
                INSERT INTO faculty.institution (code, kind, state, name, closed_on, units_version, version)
                VALUES (@Code, @Kind, @State, @Name, @ClosedOn, 0, @Version)
                """,
            new
            {
                organisation.Code,
                organisation.Kind,
                organisation.State,
                organisation.Name,
                organisation.ClosedOn,
                organisation.Version,
            });
        work.Changed(ResourceChanges.Institution, organisation.Code, organisation.Version);
        await KeepUnitsAsync(organisation);
        if (OrganisationKind.IsInstitution(organisation.Kind)) await ToldRatio.TryAddAsync(work, organisation.Code);
    }

    // Units have a version of their own: copies of before have none, and the same state told again brings them.
    private async Task KeepUnitsAsync(OrganisationV1 organisation)
    {
        var isNews = await work.ExecuteAsync(
            "UPDATE faculty.institution SET units_version = @Version WHERE code = @Code AND units_version < @Version",
            new { organisation.Code, organisation.Version }) > 0;
        if (!isNews) return;
        await work.ExecuteAsync("DELETE FROM faculty.institution_unit WHERE institution = @Code", new { organisation.Code });
        foreach (var unit in organisation.Units.DistinctBy(unit => unit.Code))
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.institution_unit (institution, code) VALUES (@Organisation, @Code)",
                new { Organisation = organisation.Code, unit.Code });
        }
    }
}

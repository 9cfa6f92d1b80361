using Contracts.IndustryPartnership;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>Keeps the kind and the state of each organisation.</summary>
public sealed class WhenOrganisationChanged(UnitOfWork work)
    : IConsumer<OrganisationRegisteredV1>, IConsumer<OrganisationVerifiedV1>, IConsumer<OrganisationAmendedV1>,
      IConsumer<OrganisationClosedV1>
{
    public Task Consume(ConsumeContext<OrganisationRegisteredV1> context) => KeepAsync(context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationVerifiedV1> context) => KeepAsync(context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationAmendedV1> context) => KeepAsync(context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationClosedV1> context) => KeepAsync(context.Message.Organisation);

    private Task<bool> KeepAsync(OrganisationV1 organisation) => work.UpsertNewerAsync(
        update:
            """
            UPDATE enrollment.organisation
            SET kind = @Kind, state = @State, version = @Version
            WHERE code = @Code AND version < @Version
            """,
        insert: "INSERT INTO enrollment.organisation (code, kind, state, version) VALUES (@Code, @Kind, @State, @Version)",
        new { organisation.Code, organisation.Kind, organisation.State, organisation.Version });
}

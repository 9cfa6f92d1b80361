using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class WebhookEndTests
{
    [Theory, Engines]
    public async Task D45_a_closed_organisation_loses_its_webhooks(Engine engine)
    {
        await using var partnership = await StartAsync(engine);

        await partnership.App.ShouldLoseItsWebhooksAsync(
            IndustryPartnershipService.Name, partnership.App.As(Ncut, Roles.Registrar), "base",
            () => partnership.Authority.CloseOrganisationAsync(Ncut, new() { Reason = "Merged." }));
    }
}

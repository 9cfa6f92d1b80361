using Contracts;
using Contracts.IndustryPartnership;
using Testing;

namespace FacultyCertification.Tests;

public sealed class WebhookEndTests
{
    [Theory, Engines]
    public async Task D45_a_closed_organisation_loses_its_webhooks(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);

        await faculty.App.ShouldLoseItsWebhooksAsync(
            FacultyCertificationService.Name, faculty.App.As(FacultyApp.Dji, Roles.OrgAdmin), "method",
            () => faculty.App.DeliverAsync(Sample.Of<OrganisationClosedV1>()));
    }
}

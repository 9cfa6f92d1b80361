using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

public sealed class WebhookEndTests
{
    [Theory, Engines]
    public async Task D45_a_closed_institution_loses_its_webhooks(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        await enrollment.App.ShouldLoseItsWebhooksAsync(EnrollmentService.Name, enrollment.Registrar(Bpc), "figure",
            () => enrollment.KnowAsync(Bpc, OrganisationKind.VocationalCollege, "closed", 2));
    }
}

using System.Net;
using Xunit;

namespace Testing;

/// <summary>The webhooks of an organisation that closes, at any service (D45).</summary>
public static class ClosedOwner
{
    /// <summary>Makes a webhook of a client's organisation, lets the organisation close, and sees the webhook ended.</summary>
    /// <param name="app">The service.</param>
    /// <param name="service">Its name.</param>
    /// <param name="client">A client of the organisation.</param>
    /// <param name="kind">A kind of thing that does not change meanwhile, so that nothing is sent.</param>
    /// <param name="close">Closes the organisation, or tells the service of it.</param>
    public static async Task ShouldLoseItsWebhooksAsync(
        this ServiceApp app, string service, HttpClient client, string kind, Func<Task> close)
    {
        var hooks = $"/{service}/v1/webhooks";
        var subscription = new { address = "https://hooks.example.org/", kinds = new[] { kind } };
        var hook = (await client.PostAsync(hooks, subscription).BodyAsync(HttpStatusCode.Created)).Text("id");

        await close();
        await app.LiveUntilAsync(app.Today.Value);

        var ended = await client.GetAsync(new Uri($"{hooks}/{hook}", UriKind.Relative)).BodyAsync();
        Assert.Equal(("ended", "organisation-ended"), (ended.Text("state"), ended.Text("reason")));
        await client.PostAsync(hooks, subscription).ShouldBeProblemAsync("webhook-ended", HttpStatusCode.Conflict);
    }
}

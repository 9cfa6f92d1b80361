using System.Net;
using System.Text.Json;
using Kernel.Tests.Shelf;
using Kernel.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StandardWebhooks;
using Testing;

namespace Kernel.Tests;

/// <summary>How an organisation keeps its webhooks: address, secrets, tests, replays, pauses, limits.</summary>
public sealed class WebhookCareTests
{
    [Theory, Engines]
    public async Task After_a_rotation_both_secrets_sign_and_later_the_new_one_alone(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine);
        var hook = await hooked.SubscribeAsync();

        var rotated = await hooked.PostAsync(hook, "secret", new { formerHours = 24 }).BodyAsync();
        var both = await TestAsync(hooked, hook);
        await hooked.PostAsync(hook, "secret", new { secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", formerHours = 0 }).BodyAsync();
        var one = await TestAsync(hooked, hook);

        Assert.Equal(2, both.Signature.Split(' ').Length);
        Assert.True(IsSignedBy(both, hook.Text("secret")));
        Assert.True(IsSignedBy(both, rotated.Text("secret")));
        Assert.True(IsSignedBy(one, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        Assert.False(IsSignedBy(one, rotated.Text("secret")));
    }

    [Theory, Engines]
    public async Task A_secret_is_shown_once_and_is_in_no_table_and_no_log(Engine engine)
    {
        using var lines = new LogLines();
        var setup = Hooked.Setup(engine, ("Webhooks:Key", Convert.ToBase64String(new byte[32])));
        await using var shelf = await ShelfApp.StartAsync(setup with
        {
            Add = builder =>
            {
                setup.Add(builder);
                builder.Logging.AddProvider(lines).SetMinimumLevel(LogLevel.Trace);
            },
        });
        await using var receiver = await WebhookReceiver.StartAsync();
        using var bpc = shelf.As("bpc", "registrar");
        bpc.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var body = new { address = receiver.Url + "?key=of-the-receiver" };

        var first = await bpc.PostAsync("/shelf/v1/webhooks", body).BodyAsync(HttpStatusCode.Created);
        var again = await bpc.PostAsync("/shelf/v1/webhooks", body).BodyAsync(HttpStatusCode.Created);
        await receiver.HasAsync(1);

        var secret = first.Text("secret");
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, again.GetProperty("secret").ValueKind);
        Assert.True(IsSignedBy(receiver.All[0], secret));
        var stored = string.Join('\n', await shelf.Db.QueryAsync<string>(
            """
            SELECT address FROM $schema.webhook
            UNION ALL SELECT query FROM $schema.webhook
            UNION ALL SELECT secret FROM $schema.webhook
            UNION ALL SELECT data FROM $schema.change_form
            UNION ALL SELECT value FROM $schema.personal_value
            UNION ALL SELECT body FROM $schema.webhook_delivery
            """));
        foreach (var hidden in new[] { secret[6..], "of-the-receiver" })
        {
            Assert.DoesNotContain(hidden, stored, StringComparison.Ordinal);
            Assert.DoesNotContain(lines.All, line => $"{line.Message} {line.Exception}".Contains(hidden, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_sealed_text_is_opened_by_its_key_or_the_former_one_and_for_its_own_webhook_alone()
    {
        var (id, former, key) = (Guid.CreateVersion7(), new string('A', 43) + "=", new string('B', 42) + "A=");
        var closed = Sealing(former).Seal("whsec_1", id);

        Assert.Equal("whsec_1", Sealing(key, former).Open(closed, id));
        Assert.Throws<InvalidOperationException>(() => Sealing(key).Open(closed, id));
        Assert.Throws<InvalidOperationException>(() => Sealing(former).Open(closed, Guid.CreateVersion7()));
        Assert.Throws<InvalidOperationException>(() => Sealing("c2hvcnQ="));
    }

    [Theory, Engines]
    public async Task A_paused_webhook_sends_nothing_but_tests_and_then_all_that_changed(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine);
        var hook = await hooked.SubscribeAsync();
        await hooked.AreAsync(hook, "delivered", 1);
        await hooked.PostAsync(hook, "pause").BodyAsync();
        var book = Guid.CreateVersion7();
        await hooked.WriteAsync(book, "later");
        await ChangeTests.EventuallyAt(hooked.Shelf, 3);

        var test = await TestAsync(hooked, hook);

        Assert.Equal("shelf.webhook.test.v1", test.Event.Text("type"));
        Assert.DoesNotContain(hooked.Receiver.All, one => one.Event.Text("kind") == "book");
        await hooked.PostAsync(hook, "pause").ShouldBeProblemAsync("webhook-state", HttpStatusCode.Conflict);
        await hooked.PostAsync(hook, "resume").BodyAsync();
        await Eventually.TrueAsync(() => Task.FromResult(hooked.Receiver.All.Any(one => one.Event.Text("thingid") == $"{book}")));
    }

    [Fact]
    public async Task A_webhook_that_goes_on_from_now_leaves_out_what_changed_meanwhile()
    {
        await using var hooked = await Hooked.StartAsync();
        var hook = await hooked.SubscribeAsync();
        await hooked.AreAsync(hook, "delivered", 1);
        await hooked.PostAsync(hook, "pause").BodyAsync();
        var (missed, sent) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await hooked.WriteAsync(missed, "missed");
        await ChangeTests.EventuallyAt(hooked.Shelf, 3);

        await hooked.PostAsync(hook, "resume", new { from = "now" }).BodyAsync();
        await hooked.WriteAsync(sent, "sent");

        await Eventually.TrueAsync(() => Task.FromResult(hooked.Receiver.All.Any(one => one.Event.Text("thingid") == $"{sent}")));
        Assert.DoesNotContain(hooked.Receiver.All, one => one.Event.Text("thingid") == $"{missed}");
    }

    [Theory, Engines]
    public async Task One_delivery_or_those_of_a_period_are_sent_again_with_their_ids(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine);
        var hook = await hooked.SubscribeAsync();
        for (var i = 0; i < 3; i++) await hooked.WriteAsync(Guid.CreateVersion7(), $"book {i}");
        await hooked.AreAsync(hook, "delivered", 4);
        var deliveries = await hooked.DeliveriesAsync(hook);

        await hooked.PostAsync(hook, $"deliveries/{deliveries[1].Text("id")}/replay").BodyAsync();
        await hooked.Receiver.HasAsync(5);
        await hooked.AreAsync(hook, "delivered", 4);
        var now = DateTimeOffset.UtcNow;
        var replayed = await hooked.PostAsync(hook, "replay", new { from = now.AddHours(-1), until = now.AddHours(1) }).BodyAsync();
        await hooked.Receiver.HasAsync(9);
        await hooked.AreAsync(hook, "delivered", 4);

        Assert.Equal(4, replayed.GetProperty("deliveries").GetInt32());
        var ids = deliveries.Select(one => one.Text("messageId")).ToList();
        Assert.Equal(ids[1], hooked.Receiver.All[4].Id);
        Assert.Equal([.. ids.Order()], hooked.Receiver.All.Skip(5).Select(one => one.Id).Order());
        Assert.Equal(2, (await hooked.DeliveriesAsync(hook))[1].GetProperty("replays").GetInt32());
    }

    [Theory, Engines]
    public async Task A_webhook_that_stopped_before_the_oldest_change_goes_on_from_now(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine);
        var hook = await hooked.SubscribeAsync();
        await hooked.AreAsync(hook, "delivered", 1);
        await hooked.PostAsync(hook, "pause").BodyAsync();
        // As if the retention had deleted what the webhook has not read.
        await hooked.Shelf.WorkAsync((_, work) => work.ExecuteAsync(
            "UPDATE $schema.change_feed SET position = position + 10, oldest = position + 10"));

        var refused = await hooked.PostAsync(hook, "resume").ShouldBeProblemAsync("webhook-too-old", HttpStatusCode.Conflict);

        await hooked.PostAsync(hook, "resume", refused.GetProperty("change")).BodyAsync();
    }

    [Fact]
    public async Task A_period_with_too_many_deliveries_is_replayed_in_parts()
    {
        await using var hooked = await Hooked.StartAsync(settings: ("Webhooks:MostReplayed", "2"));
        var hook = await hooked.SubscribeAsync();
        for (var i = 0; i < 3; i++) await hooked.WriteAsync(Guid.CreateVersion7(), $"book {i}");
        await hooked.AreAsync(hook, "delivered", 4);
        var (from, until) = (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));

        var refused = await hooked.PostAsync(hook, "replay", new { from, until })
            .ShouldBeProblemAsync("too-many-replays", HttpStatusCode.UnprocessableEntity);

        until = refused.GetProperty("change").GetProperty("until").GetDateTimeOffset();
        await hooked.PostAsync(hook, "replay", new { from, until }).BodyAsync();
    }

    [Fact]
    public async Task A_mended_address_gets_what_waits()
    {
        await using var hooked = await Hooked.StartAsync(Engine.Sqlite, ("Webhooks:FirstRetry", "1:00:00"));
        var hook = await hooked.SubscribeAsync(address: "http://127.0.0.1:9/nobody");
        await Eventually.TrueAsync(async () => (await hooked.DeliveriesAsync(hook, "?state=waiting"))
            .Any(one => one.GetProperty("failure").GetString() == "unreachable"));

        await hooked.Bpc.PutAsync($"{hooked.Hooks}/{hook.Text("id")}", new { address = hooked.Receiver.Url }, version: 1).BodyAsync();

        await hooked.Receiver.HasAsync(1);
    }

    [Fact]
    public async Task A_deleted_webhook_sends_nothing_and_leaves_the_organisations_sight()
    {
        await using var hooked = await Hooked.StartAsync();
        var hook = await hooked.SubscribeAsync();
        await hooked.AreAsync(hook, "delivered", 1);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"{hooked.Hooks}/{hook.Text("id")}");
        delete.Headers.Add("If-Match", "\"1\"");

        using var deleted = await hooked.Bpc.SendAsync(delete);
        await hooked.WriteAsync(Guid.CreateVersion7(), "nobody hears of it");

        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        await ChangeTests.EventuallyAt(hooked.Shelf, 3);
        Assert.Empty(await ChangeTests.PageAsync(hooked.Bpc, hooked.Shelf, "start", "&kind=webhook"));
        Assert.Single(hooked.Receiver.All);
    }

    [Fact]
    public async Task Only_a_caller_with_its_roles_changes_it_and_others_of_the_organisation_read_it()
    {
        await using var hooked = await Hooked.StartAsync();
        var hook = await hooked.SubscribeAsync();
        using var admin = hooked.Shelf.As("bpc", "org-admin");
        using var ncut = hooked.Shelf.As("ncut", "registrar");

        await admin.GetAsync(new Uri($"{hooked.Hooks}/{hook.Text("id")}", UriKind.Relative)).BodyAsync();
        var pause = $"{hooked.Hooks}/{hook.Text("id")}/pause";
        await admin.PostAsync(pause, new { }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await ncut.PostAsync(pause, new { }).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Subscriptions_and_tests_are_limited_and_refusals_name_the_limit()
    {
        await using var hooked = await Hooked.StartAsync(
            Engine.Sqlite, ("Webhooks:PerOrganisation", "1"), ("Webhooks:TestsPerHour", "1"));
        var hook = await hooked.SubscribeAsync();
        await TestAsync(hooked, hook);

        var test = await hooked.PostAsync(hook, "test").ShouldBeProblemAsync("too-many-webhook-tests", HttpStatusCode.TooManyRequests);
        var more = await hooked.Bpc.PostAsync(hooked.Hooks, new { address = hooked.Receiver.Url })
            .ShouldBeProblemAsync("too-many-webhooks", HttpStatusCode.Conflict);
        await hooked.Bpc.PostAsync(hooked.Hooks, new { address = hooked.Receiver.Url, kinds = new[] { "horse" } })
            .ShouldBeProblemAsync("unknown-kind", HttpStatusCode.BadRequest);
        await hooked.Bpc.PostAsync(hooked.Hooks, new { address = hooked.Receiver.Url, secret = "whsec_c2hvcnQ=" })
            .ShouldBeProblemAsync("webhook-secret", HttpStatusCode.UnprocessableEntity);

        Assert.All([test, more], one => Assert.Equal(1, one.GetProperty("facts").GetProperty("limit").GetInt32()));
    }

    private static async Task<Received> TestAsync(Hooked hooked, JsonElement hook)
    {
        var test = await hooked.PostAsync(hook, "test").BodyAsync(HttpStatusCode.Created);
        Received? got = null;
        await Eventually.TrueAsync(() => Task.FromResult(
            (got = hooked.Receiver.All.FirstOrDefault(one => one.Id == test.Text("messageId"))) is not null));
        return got!;
    }

    // The package does not find the second of two signatures.
    private static bool IsSignedBy(Received got, string secret) => got.Signature.Split(' ').Any(signature =>
    {
        try
        {
            var headers = new HeaderDictionary(got.Headers.ToDictionary()) { ["webhook-signature"] = signature };
            new StandardWebhook(secret).Verify(got.Body, headers);
            return true;
        }
        catch (StandardWebhooks.Diagnostics.WebhookVerificationException)
        {
            return false;
        }
    });

    private static SealedTexts Sealing(string key, string? former = null) => new(
        new Microsoft.Extensions.Configuration.ConfigurationManager { ["Webhooks:Key"] = key, ["Webhooks:FormerKey"] = former });
}

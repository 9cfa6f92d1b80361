using System.Net;
using Kernel.Data;
using Kernel.Tests.Shelf;
using Kernel.Webhooks;
using Testing;

namespace Kernel.Tests;

/// <summary>Requests go to public receivers alone, by whatever spelling, and whatever a name leads to.</summary>
public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("http://hooks.example.org/")]
    [InlineData("ftp://hooks.example.org/")]
    [InlineData("hooks.example.org")]
    [InlineData("/hook")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://hooks.localhost/")]
    [InlineData("https://hooks/")]
    [InlineData("https://db.internal/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://printer.local/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.0.0.1./")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://１２７.０.０.１/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://ⓛocalhost/")]
    [InlineData("https://user:secret@hooks.example.org/")]
    [InlineData("https://hooks.example.org@127.0.0.1/")]
    [InlineData("https://hooks.example.org/#part")]
    [InlineData("https://hooks.example.org:22/")]
    [InlineData("https://hooks.example.org:8080/")]
    public void An_address_that_is_not_a_public_https_receiver_is_refused_and_the_change_passes(string address)
    {
        Assert.Null(WebhookAddress.Read(address, allowLocal: false, out var fault));
        Assert.NotNull(WebhookAddress.Read(fault!.Change, allowLocal: false, out _));
    }

    [Theory]
    [InlineData("https://hooks.example.org")]
    [InlineData("https://hooks.example.org:8443/platform?key=1")]
    [InlineData("https://xn--fiq228c.example.org/")]
    public void A_public_https_receiver_passes(string address) =>
        Assert.NotNull(WebhookAddress.Read(address, allowLocal: false, out _));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2001::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void An_address_of_a_special_purpose_is_not_public(string address) =>
        Assert.False(PublicAddresses.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void A_public_address_is_public(string address) => Assert.True(PublicAddresses.Has(IPAddress.Parse(address)));

    [Fact]
    public async Task A_local_receiver_is_refused_by_name_unless_the_operator_allows_it()
    {
        await using var hooked = await Hooked.StartAsync(
            Engine.Sqlite, ("Webhooks:AllowLocal", "false"), ("Webhooks:Concurrency", "0"));

        var problem = await hooked.Bpc.PostAsync(hooked.Hooks, new { address = hooked.Receiver.Url + "?key=hidden" })
            .ShouldBeProblemAsync("webhook-address", HttpStatusCode.UnprocessableEntity);

        Assert.DoesNotContain("hidden", problem.GetRawText(), StringComparison.Ordinal);
        await hooked.Bpc.PostAsync(hooked.Hooks, new { address = problem.GetProperty("change").Text("address") })
            .BodyAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_a_name_leads_to_is_judged_when_the_connection_is_made()
    {
        // As if the name had led elsewhere when the webhook was made.
        await using var hooked = await Hooked.StartAsync();
        var hook = await hooked.SubscribeAsync();
        await hooked.Receiver.HasAsync(1);
        await using var strict = await ShelfApp.StartAsync(Hooked.Setup(Engine.Sqlite, ("Webhooks:AllowLocal", "false")) with
        {
            Database = hooked.Shelf.Setup.Database,
        });
        await hooked.PostAsync(hook, "pause").BodyAsync();
        await hooked.Shelf.App.StopAsync();
        await strict.WorkAsync((_, work) => work.ExecuteAsync("UPDATE $schema.webhook SET state = 'active', due_at = NULL"));
        await strict.WorkAsync((_, work) => BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", "never sent", 1));

        await Eventually.TrueAsync(async () => await strict.Db.SingleAsync<long>(
            "SELECT COUNT(*) FROM $schema.webhook_delivery WHERE failure = 'address-not-public'") > 0);

        Assert.DoesNotContain(hooked.Receiver.All, one => one.Event.Text("kind") == "book");
    }
}

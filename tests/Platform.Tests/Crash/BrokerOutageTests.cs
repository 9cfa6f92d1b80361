using System.Diagnostics;
using System.Text.Json;
using Testing;

namespace Platform.Tests.Crash;

/// <summary>A broker that is away for a while takes nobody with it.</summary>
public sealed class BrokerOutageTests
{
    [Fact]
    public async Task Writes_pass_without_the_broker_and_all_messages_arrive_later()
    {
        const int registrations = 20;
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var platform = await Processes.StartAsync(
            await broker.NewVirtualHostAsync(), null, Service.Enrollment, Service.Partnership);
        var cooperation = new Cooperation(platform, "outage");
        await BothAreAsync(platform, "healthy");

        await broker.StopAppAsync();
        await BothAreAsync(platform, "degraded");
        await Task.WhenAll(Enumerable.Range(0, registrations / 2).Select(number => cooperation.RegisterOnceAsync($"school-{number}")));
        // One that starts in the middle of the outage is ready too.
        platform.Kill(Service.Partnership);
        await platform.RestartAsync(Service.Partnership);
        await BothAreAsync(platform, "degraded");
        var later = Enumerable.Range(registrations / 2, registrations / 2);
        await Task.WhenAll(later.Select(number => cooperation.RegisterOnceAsync($"school-{number}")));
        Assert.Equal(
            registrations, await platform.CountAsync(Service.Partnership, "outbox WHERE message_types LIKE '%organisation-registered%'"));
        Assert.Equal(0, await platform.CountAsync(Service.Enrollment, "organisation"));

        await broker.StartAgainAsync();
        await Eventually.TrueAsync(async () => await platform.CountAsync(
            Service.Enrollment, "organisation") == registrations && await platform.CountAsync(Service.Partnership, "outbox") == 0);
        await BothAreAsync(platform, "healthy");

        await broker.StopAppAsync();
        await BothAreAsync(platform, "degraded");
        var watch = Stopwatch.StartNew();
        var codes = await Task.WhenAll(platform.StopAsync(Service.Enrollment), platform.StopAsync(Service.Partnership));
        Assert.All(codes, code => Assert.Equal(0, code));
        Assert.True(watch.Elapsed < StopTests.Limit, $"They took {watch.Elapsed} to end while the broker was away.");
    }

    // Degraded is ready all the same: whoever took it out of rotation would turn an outage of the broker into one of the service.
    private static async Task BothAreAsync(Processes platform, string status)
    {
        using var http = new HttpClient();
        foreach (var service in new[] { Service.Enrollment, Service.Partnership })
        {
            var last = "";
            await Eventually.TrueAsync(async () =>
            {
                using var reply = await http.GetAsync(new Uri(platform.AddressOf(service), "/health/ready"));
                last = $"{(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}";
                return reply.IsSuccessStatusCode
                    && JsonSerializer.Deserialize<JsonElement>(last[4..]).GetProperty("status").GetString() == status;
            }, () => $"{service.Name} was to be {status}: {last}");
        }
    }
}

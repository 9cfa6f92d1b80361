using System.Text.Json;
using Kernel.Hosting;
using MassTransit;
using Testing;

namespace Contracts.Tests;

/// <summary><c>contracts/events.md</c> names every operation, consumer, sweep and event; Access.Tests sees whether its rows are
/// true.</summary>
public sealed class EventTableTests
{
    public static TheoryData<string> ServiceNames => PlatformParts.ServiceNames;

    [Theory, MemberData(nameof(ServiceNames))]
    public async Task Every_operation_has_exactly_one_row(string service) =>
        Assert.Equal(await OperationsAsync(service), Names($"Operations of {service}"));

    [Theory, MemberData(nameof(ServiceNames))]
    public void Every_consumer_and_every_sweep_has_exactly_one_row(string service)
    {
        var types = PlatformParts.Services.Single(one => one.Name == service).Assembly.GetTypes();
        var work = types.Where(type => type.IsAssignableTo(typeof(ISweep)) || type.IsAssignableTo(typeof(IConsumer)));

        Assert.Equal(work.Select(type => type.Name).Order(StringComparer.Ordinal), Names($"Consumers and sweeps of {service}"));
    }

    [Fact]
    public void Every_event_is_published_by_something() =>
        Assert.Equal(PlatformParts.Events.Select(one => one.Type.Name).Order(StringComparer.Ordinal),
            EventTable.Rows.SelectMany(row => row.Events).Select(one => one.Type).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Each_event_stands_with_its_producer()
    {
        var makers = PlatformParts.Events.ToDictionary(one => one.Type.Name, one => Exchange.SendersOf(one).ToHashSet());

        Assert.All(EventTable.Rows.Where(row => row.Heading.Contains(" of ", StringComparison.Ordinal)), row =>
            Assert.All(row.Events, one => Assert.Contains(row.Heading.Split(" of ")[1], makers[one.Type])));
    }

    private static IEnumerable<string> Names(string heading) =>
        EventTable.Rows.Where(row => row.Heading == heading).Select(row => row.Name).Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<string>> OperationsAsync(string service)
    {
        await using var file = File.OpenRead(Path.Combine(Repository.Root, "contracts", "openapi", $"{service}.json"));
        using var document = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        return [.. document.RootElement.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith($"/{service}/v1/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(method => method.Value.GetProperty("operationId").GetString()!).Order(StringComparer.Ordinal)];
    }
}

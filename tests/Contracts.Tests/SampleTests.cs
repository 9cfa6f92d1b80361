using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;

namespace Contracts.Tests;

public sealed class SampleTests
{
    // A copy: the bus's own are read-only from their first use on, and a service still sets them when it starts.
    private static readonly JsonSerializerOptions Wire = new(SystemTextJsonMessageSerializer.Options);

    public static TheoryData<string> Urns => PlatformParts.Urns;

    [Theory, MemberData(nameof(Urns))]
    public async Task A_sample_read_and_written_as_the_bus_does_is_the_same(string urn)
    {
        var sample = await SampleAsync(urn);
        var read = sample.Deserialize(PlatformParts.EventOf(urn).Type, Wire);
        ShouldEqual(sample, Write(read));
    }

    [Theory, MemberData(nameof(Urns))]
    public async Task A_member_that_a_later_version_adds_is_tolerated(string urn)
    {
        var sample = await SampleAsync(urn);
        var later = sample.DeepClone().AsObject();
        foreach (var inside in later.Select(member => member.Value).OfType<JsonObject>().Append(later).ToList())
        {
            inside["addedLater"] = new JsonObject { ["kind"] = "unheard-of", ["list"] = new JsonArray(1, 2) };
        }
        ShouldEqual(sample, Write(later.Deserialize(PlatformParts.EventOf(urn).Type, Wire)));
    }

    [Theory, MemberData(nameof(Urns))]
    public async Task A_sample_without_a_required_member_is_refused(string urn)
    {
        var sample = (await SampleAsync(urn)).AsObject();
        sample.Remove("occurredAt");
        Assert.Throws<JsonException>(() => sample.Deserialize(PlatformParts.EventOf(urn).Type, Wire));
    }

    [Fact]
    public async Task Every_optional_member_is_present_in_a_sample()
    {
        var (optional, present) = (new HashSet<string>(), new HashSet<string>());
        foreach (var one in PlatformParts.Events) Look(one.Type, await SampleAsync(one.Urn), optional, present);
        Assert.NotEmpty(optional);
        Assert.Empty(optional.Except(present));
    }

    [Fact]
    public void Every_sample_belongs_to_an_event() =>
        Assert.Empty(ContractFile.Samples.Except(PlatformParts.Events.Select(one => ContractFile.Sample(one.Urn))));

    private static void Look(Type type, JsonNode json, HashSet<string> optional, HashSet<string> present)
    {
        foreach (var property in EventRules.PropertiesOf(type))
        {
            var name = $"{type.Name}.{property.Name}";
            if (EventRules.IsOptional(property)) optional.Add(name);
            if (json[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] is not { } value) continue;
            present.Add(name);
            foreach (var inside in (value as JsonArray ?? [value.DeepClone()]).OfType<JsonObject>())
            {
                Look(EventRules.Bare(property.PropertyType), inside, optional, present);
            }
        }
    }

    private static async Task<JsonNode> SampleAsync(string urn)
    {
        var file = ContractFile.Sample(urn);
        Assert.True(File.Exists(file), $"{urn} has no sample at {file}.");
        return JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
    }

    private static JsonNode Write(object? message) => JsonSerializer.SerializeToNode(message, message!.GetType(), Wire)!;

    private static void ShouldEqual(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected.ToJsonString()}\nbut was  {actual.ToJsonString()}");
}

using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using Testing;

namespace FacultyCertification.Tests;

/// <summary>The events of <c>contracts/samples</c>, as their owner sends them.</summary>
internal static class Sample
{
    public static T Of<T>() where T : class
    {
        var name = MessageUrn.ForTypeString<T>()["urn:message:".Length..].Replace(':', '-');
        var json = File.ReadAllText(Path.Combine(Repository.Root, "contracts", "samples", $"{name}.json"));
        return JsonSerializer.Deserialize<T>(json, SystemTextJsonMessageSerializer.Options)!;
    }
}

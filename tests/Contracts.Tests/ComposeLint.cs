using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Contracts.Tests;

/// <summary>What is wrong with a composition that can be seen without an engine, each a sentence.</summary>
internal static partial class ComposeLint
{
    private static readonly string[] TopKeys = ["name", "services", "volumes", "networks", "configs", "secrets"];

    /// <summary>The Compose specification's, as far as one may be needed here.</summary>
    private static readonly string[] ServiceKeys =
    [
        "build", "cap_add", "cap_drop", "command", "configs", "depends_on", "deploy", "entrypoint", "env_file", "environment", "expose",
        "healthcheck", "hostname", "image", "init", "labels", "logging",
        "networks", "ports", "profiles", "read_only", "restart", "secrets", "security_opt", "stop_grace_period", "tmpfs", "ulimits", "user",
        "volumes", "working_dir",
    ];

    private static readonly string[] Limits = ["memory", "cpus", "pids"];
    private static readonly string[] HealthKeys = ["test", "interval", "timeout", "retries", "start_period", "start_interval"];
    private static readonly string[] Restarts = ["no", "always", "on-failure", "unless-stopped"];
    private static readonly string[] Conditions = ["service_started", "service_healthy", "service_completed_successfully"];

    public static IReadOnlyList<string> Errors(string text)
    {
        try
        {
            // Once as it is written, for keys that stand there twice; once with what is merged.
            new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<object>(text);
            var whole = new DeserializerBuilder().Build()
                .Deserialize<Dictionary<string, object?>>(new MergingParser(new Parser(new StringReader(text))));
            return [.. OfWhole(whole), .. Dollar().Matches(text).Where(dollar => !Variable().IsMatch(dollar.Value))
                .Select(dollar => $"{dollar.Value} is not written as ${{NAME}}.")];
        }
        catch (YamlException broken)
        {
            return [$"It is no YAML: {broken.Message}"];
        }
    }

    private static IEnumerable<string> OfWhole(Dictionary<string, object?> whole)
    {
        foreach (var key in whole.Keys.Where(key => !TopKeys.Contains(key) && !key.StartsWith("x-", StringComparison.Ordinal)))
        {
            yield return $"There is no {key}.";
        }
        var services = Map(whole.GetValueOrDefault("services")).ToDictionary(service => service.Key, service => Map(service.Value));
        foreach (var error in services.SelectMany(service => OfService(service.Key, service.Value, services.Keys))) yield return error;

        var declared = Map(whole.GetValueOrDefault("volumes")).Keys;
        var named = services.Values.SelectMany(service => List(service.GetValueOrDefault("volumes")))
            .Select(volume => volume.Split(':')[0])
            .Where(volume => volume[0] is not ('.' or '/'))
            .Distinct()
            .ToList();
        foreach (var volume in named.Except(declared)) yield return $"The volume {volume} is not declared.";
        foreach (var volume in declared.Except(named)) yield return $"Nobody has the volume {volume}.";
        foreach (var port in services.Values
            .SelectMany(service => List(service.GetValueOrDefault("ports")))
            .Where(port => Local().IsMatch(port))
            .GroupBy(port => port.Split(':')[^2])
            .Where(taken => taken.Count() > 1)) yield return $"The port {port.Key} is taken twice.";
    }

    private static IEnumerable<string> OfService(string name, Dictionary<string, object?> service, IReadOnlyCollection<string> others)
    {
        foreach (var key in service.Keys.Except(ServiceKeys)) yield return $"{name}: there is no {key}.";
        if (service.ContainsKey("image") == service.ContainsKey("build")) yield return $"{name} has an image or is built.";
        if (service.GetValueOrDefault("image") is string image && !DockerfileLint.IsPinned(image))
        {
            yield return $"{name}: {image} names no version.";
        }
        if (service.GetValueOrDefault("restart") is not string restart || !Restarts.Contains(restart))
        {
            yield return $"{name} does not say whether it starts again.";
        }
        var limits = Map(Map(Map(service.GetValueOrDefault("deploy")).GetValueOrDefault("resources")).GetValueOrDefault("limits"));
        foreach (var limit in Limits.Where(limit => !limits.ContainsKey(limit))) yield return $"{name} may take all {limit}.";
        var grace = $"{service.GetValueOrDefault("stop_grace_period")}";
        var runsOn = service.GetValueOrDefault("restart") is not "no";
        if (runsOn && !Duration().IsMatch(grace)) yield return $"{name} does not say how long it may take to end.";
        foreach (var port in List(service.GetValueOrDefault("ports")).Where(port => !Local().IsMatch(port)))
        {
            yield return $"{name}: {port} is open to the network.";
        }
        foreach (var (needed, how) in Map(service.GetValueOrDefault("depends_on")))
        {
            if (!others.Contains(needed)) yield return $"{name} waits for {needed}, which is not there.";
            if (Map(how).GetValueOrDefault("condition") is not string condition || !Conditions.Contains(condition))
            {
                yield return $"{name} does not say what of {needed} it waits for.";
            }
        }
        if (service.GetValueOrDefault("healthcheck") is not { } healthcheck) yield break;
        var health = Map(healthcheck);
        foreach (var key in health.Keys.Except(HealthKeys)) yield return $"{name}: a health check has no {key}.";
        if (List(health.GetValueOrDefault("test")) is not ["CMD" or "CMD-SHELL", _, ..])
        {
            yield return $"{name}: its health is not asked for by CMD or CMD-SHELL.";
        }
        foreach (var (key, value) in health.Where(part => part.Key is "interval" or "timeout" or "start_period"
            or "start_interval")) if (!Duration().IsMatch($"{value}")) yield return $"{name}: {key} {value} is no time.";
    }

    private static Dictionary<string, object?> Map(object? node) => node as Dictionary<string, object?>
        ?? (node as IDictionary<object, object?>)?.ToDictionary(pair => (string)pair.Key, pair => pair.Value) ?? [];

    private static List<string> List(object? node) => node is IEnumerable<object> items ? [.. items.OfType<string>()] : [];

    [GeneratedRegex(@"\$\$|\$\{[^}\n]*\}|\$\S*")]
    private static partial Regex Dollar();

    [GeneratedRegex(@"\A(\$\$|\$\{[A-Z_]+(:[-?][^}]+)?\})\z")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\A127\.0\.0\.1:\d{1,5}:\d{1,5}\z")]
    private static partial Regex Local();

    [GeneratedRegex(@"\A\d+(ms|s|m|h)\z")]
    private static partial Regex Duration();
}

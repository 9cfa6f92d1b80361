using System.Text.Json;

namespace AllInOne;

/// <param name="What">Who wanted what.</param>
/// <param name="Rule">The rule that refused.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The problem's type.</param>
/// <param name="Problem">All of it: the facts, and what would have to change.</param>
internal sealed record Refusal(string What, string Rule, int Status, string Type, JsonElement Problem)
{
    /// <summary>What was changed, and then passed; null where it stays refused.</summary>
    public string? Mended { get; set; }
}

/// <summary>The requests that rules are to refuse, and have refused.</summary>
internal sealed class Refusals(Clients clients)
{
    private readonly List<Refusal> seen = [];

    public IReadOnlyList<Refusal> Seen => seen;

    /// <param name="rule">The rule that is to refuse.</param>
    /// <param name="what">Who wants what, for the report.</param>
    /// <param name="client">Whose token is used.</param>
    /// <param name="path">Where to POST.</param>
    /// <param name="body">What to send.</param>
    /// <exception cref="JourneyException">The request passed, or another rule refused it.</exception>
    public async Task<Refusal> ExpectAsync(string rule, string what, string client, string path, object? body = null)
    {
        var problem = await clients.RefusedAsync(client, path, body);
        return Seeing(rule, what, path, problem);
    }

    /// <summary>One request that several rules refuse, each with its own facts and change.</summary>
    /// <param name="rules">The rules that are to refuse, in their order, each with what it refuses.</param>
    /// <param name="client">Whose token is used.</param>
    /// <param name="path">Where to POST.</param>
    /// <exception cref="JourneyException">The request passed, or other rules refused it.</exception>
    public async Task<IReadOnlyList<Refusal>> ExpectAllAsync(IReadOnlyList<(string Rule, string What)> rules, string client, string path)
    {
        var problem = await clients.RefusedAsync(client, path);
        var refused = problem.GetProperty("verdicts").EnumerateArray().Where(verdict => verdict.Text("outcome") == "refused").ToList();
        if (refused.Count != rules.Count) throw new JourneyException($"POST {path} was refused by {refused.Count} rules, not by {rules.Count}: {problem}");
        return [.. rules.Zip(refused, (expected, verdict) => Seeing(expected.Rule, expected.What, path, Of(problem, verdict)))];
    }

    // The problem, as it would be if this verdict were the only one.
    private static JsonElement Of(JsonElement problem, JsonElement verdict)
    {
        var one = JsonSerializer.SerializeToNode(problem)!.AsObject();
        foreach (var member in new[] { "rule", "facts", "change" }) one[member] = JsonSerializer.SerializeToNode(verdict.GetProperty(member));
        return JsonSerializer.SerializeToElement(one);
    }

    private Refusal Seeing(string rule, string what, string path, JsonElement problem)
    {
        var refusal = new Refusal(what, problem.TryGetProperty("rule", out var refusing) ? refusing.GetString()! : "", problem.GetProperty("status").GetInt32(), problem.Text("type"), problem);
        if (refusal.Rule != rule) throw new JourneyException($"POST {path} was refused by {refusal.Rule}, not by {rule}: {problem}");
        seen.Add(refusal);
        return refusal;
    }
}

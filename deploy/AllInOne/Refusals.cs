using System.Text.Json;

namespace AllInOne;

/// <param name="Rule">The rule that refused.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The problem's type.</param>
/// <param name="Problem">All of it: the facts, and what would have to change.</param>
internal sealed record Refusal(string Rule, int Status, string Type, JsonElement Problem);

/// <summary>The requests that rules are to refuse, and have refused.</summary>
internal sealed class Refusals(Clients clients)
{
    private readonly List<Refusal> seen = [];

    public IReadOnlyList<Refusal> Seen => seen;

    /// <exception cref="JourneyException">The request passed, or another rule refused it.</exception>
    public async Task<Refusal> ExpectAsync(string rule, string client, string path, object? body = null)
    {
        var refusal = await clients.RefusedAsync(client, path, body);
        if (refusal.Rule != rule) throw new JourneyException($"POST {path} was refused by {refusal.Rule}, not by {rule}: {refusal.Problem}");
        seen.Add(refusal);
        return refusal;
    }
}

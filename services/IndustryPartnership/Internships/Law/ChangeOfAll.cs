using System.Text.Json;
using System.Text.Json.Nodes;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>One change that satisfies all refusing rules, since each rule gives the least that it needs.</summary>
public static class ChangeOfAll
{
    /// <param name="refused">The verdicts that refuse.</param>
    /// <returns>Null if one of them knows no change that passes.</returns>
    public static JsonObject? Of(IReadOnlyList<Verdict> refused)
    {
        if (refused.Any(verdict => verdict.Change is null)) return null;
        var all = new JsonObject();
        foreach (var verdict in refused) Merge(all, JsonSerializer.SerializeToNode(verdict.Change, JsonSerializerOptions.Web)!.AsObject());
        return all;
    }

    private static void Merge(JsonObject all, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            all[name] = (all[name], value) switch
            {
                (JsonObject had, JsonObject more) => Merged(had, more),
                // Each rule leaves out the conditions that it refuses. Keep those that are in both.
                (JsonArray had, JsonArray more) when name == "workConditions" =>
                    new JsonArray([.. had.Where(left => more.Any(other => JsonNode.DeepEquals(left, other)))
                        .Select(left => left!.DeepClone())]),
                (JsonArray had, JsonArray more) => new JsonArray([.. had.Concat(more).Select(one => one!.DeepClone())]),
                _ => value?.DeepClone(),
            };
        }
    }

    private static JsonObject Merged(JsonObject had, JsonObject more)
    {
        var merged = had.DeepClone().AsObject();
        Merge(merged, more);
        return merged;
    }
}

using System.Text.Json;
using Gateway.Portal.Shared;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;

namespace Gateway.Portal.Enterprises;

/// <summary>What the form of a slot shows: the stored values by the names of their fields, and what the rules say of each.</summary>
public sealed class SlotSheet
{
    private readonly Dictionary<string, IReadOnlyList<string>> values;

    /// <summary>A sheet without verdicts.</summary>
    /// <param name="slot">What was written so far; null for nothing.</param>
    public SlotSheet(WriteSlotRequest? slot) => values = slot is null
        ? []
        : Leaves.Of(JsonSerializer.SerializeToElement(slot, ApiJson.Options)).ToDictionary(
            leaf => leaf.Path, leaf => leaf.Value.ValueKind == JsonValueKind.Array
                ? (IReadOnlyList<string>)[.. leaf.Value.EnumerateArray().Select(Leaves.ForField)]
                : [Leaves.ForField(leaf.Value)]);

    /// <summary>What the rules say, in the order of their pack; empty before they were asked.</summary>
    public IReadOnlyList<SlotVerdict> Verdicts { get; init; } = [];

    /// <summary>The stored values of a field; empty if there are none.</summary>
    public IReadOnlyList<string> Values(string field) => values.GetValueOrDefault(field, []);

    /// <summary>The verdicts that stand beside a field, or at the head of a group of fields such as <c>terms.pay</c>.</summary>
    public IEnumerable<SlotVerdict> About(string field) => Verdicts.Where(verdict => verdict.Fields.ContainsKey(field));

    /// <summary>What an enterprise wrote, as it sends it.</summary>
    public static WriteSlotRequest RequestOf(Slot slot) => new()
    {
        Title = slot.Title,
        PostKind = slot.PostKind,
        Capacity = slot.Capacity,
        StartsOn = slot.StartsOn,
        EndsOn = slot.EndsOn,
        BaseId = slot.BaseId,
        Terms = slot.Terms,
    };
}

/// <summary>What a rule says of a slot, and of which fields.</summary>
/// <param name="Judged">The API's verdict.</param>
/// <param name="Fields">The fields that it is about, each with the value that would pass; without one if there is none to propose.</param>
public sealed record SlotVerdict(JudgeSlotJudged Judged, IReadOnlyDictionary<string, JsonElement?> Fields)
{
    /// <summary>Verdicts with the fields that their rules look at.</summary>
    public static IReadOnlyList<SlotVerdict> Of(JudgeSlotResponse judged, ReadRulePacksResponse? packs)
    {
        var rules = packs?.Items.FirstOrDefault(pack => pack.Id == judged.Pack)?.Rules ?? [];
        return [.. judged.Verdicts.Select(one => new SlotVerdict(
            one, FieldsOf(one.Change, rules.FirstOrDefault(rule => rule.Name == one.Name)?.LooksAt ?? [])))];
    }

    private static Dictionary<string, JsonElement?> FieldsOf(JsonElement change, IReadOnlyList<string> looksAt)
    {
        var fields = new Dictionary<string, JsonElement?>();
        foreach (var (path, value) in Leaves.Of(change))
        {
            if (path == "missing") foreach (var missing in value.EnumerateArray()) fields.TryAdd(missing.GetString()!, null);
            else if (looksAt.Any(member => path == member || path.StartsWith($"{member}.", StringComparison.Ordinal))) fields[path] = value;
        }
        // It proposes no value, so it stands beside the first field that it looks at.
        if (fields.Count == 0 && looksAt is [var first, ..]) fields[first] = null;
        return fields;
    }
}

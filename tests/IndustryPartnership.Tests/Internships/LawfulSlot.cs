using System.Text.Json;
using System.Text.Json.Nodes;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>A slot with all that the rules on internships ask for, and changes to it.</summary>
internal static class LawfulSlot
{
    // What else a slot states is in its terms.
    private static readonly string[] Own =
    [
        "title", "postKind", "capacity", "startsOn", "endsOn", "baseId", "terms", "missing",
        "enterprise", "institution", "filed", "institutionAttestation",
    ];

    public static WriteSlotRequest Of(
        int capacity, string postKind, DateOnly startsOn, DateOnly endsOn, string[] majors, Guid? baseId = null) => new()
        {
            Title = "UAV operation",
            PostKind = postKind,
            Capacity = capacity,
            StartsOn = startsOn,
            EndsOn = endsOn,
            BaseId = baseId,
            Terms = new()
            {
                Kind = "post-internship",
                Majors = majors,
                HoursPerDay = 8,
                HoursPerWeek = 40,
                NightShift = false,
                RestDays = false,
                Overtime = false,
                WorkConditions = [],
                ViaIntermediary = false,
                Place = "Shenzhen",
                MinimumAge = 16,
                Filings = [],
                Pay = new()
                {
                    Monthly = 2800.00m,
                    SamePost = 3500.00m,
                    InMoney = true,
                    PaidMonthly = true,
                    LowestGrade = 3200.50m,
                    Probation = 3000.00m,
                },
                LengthReason = "As the plan of the course has it.",
                Insurance = new()
                {
                    Insurer = "An insurer",
                    PolicyNumber = "P-1",
                    From = startsOn,
                    Until = endsOn,
                    ChargedToStudent = false,
                    TakenFromPay = false,
                    TakenOutBy = "enterprise",
                },
                Attestation = new() { By = "Wang Fang", On = new(2026, 1, 15), Absent = Burdens },
            },
        };

    /// <summary>What nobody may ask of a learner (D34).</summary>
    public static readonly string[] Burdens =
        ["deposit", "training-fee", "commission", "management-fee", "material-fee", "placement-fee", "identity-papers", "guarantee"];

    /// <summary>The slot with these members, and nothing else, changed; members of members one by one, as refusals name them. What it
    /// states may be named without <c>terms</c>.</summary>
    public static WriteSlotRequest With(this WriteSlotRequest slot, object change) =>
        Node(slot).With(change).Deserialize<WriteSlotRequest>(ApiJson.Options)!;

    /// <inheritdoc cref="With(WriteSlotRequest, object)"/>
    public static JsonObject With(this JsonObject slot, object change)
    {
        var (changed, node) = (slot.DeepClone().AsObject(), Node(change));
        if (changed["terms"] is JsonObject terms)
        {
            var stated = node.Where(member => !Own.Contains(member.Key)).ToList();
            Merge(terms, new JsonObject(stated.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));
            foreach (var (name, _) in stated) node.Remove(name);
        }
        Merge(changed, node);
        return changed;
    }

    /// <summary>A request with the change that a refusal states, and nothing else.</summary>
    public static T Changed<T>(this T request, Problem refusal) where T : class
    {
        var changed = Node(request);
        Merge(changed, Node(refusal.Change!.Value));
        return changed.Deserialize<T>(ApiJson.Options)!;
    }

    /// <summary>What the change of a slot states.</summary>
    public static JsonElement Term(this JsonElement slot, string name) => slot.GetProperty("terms").GetProperty(name);

    public static JsonObject Node(object value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!.AsObject();

    private static void Merge(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && target[name] is JsonObject there) Merge(there, inner);
            else target[name] = value?.DeepClone();
        }
    }
}

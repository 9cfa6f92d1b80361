using System.Text.Json;
using System.Text.Json.Nodes;

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

    public static JsonObject Of(
        int capacity, string postKind, DateOnly startsOn, DateOnly endsOn, string[] majors, Guid? baseId = null) => Node(new
        {
            title = "UAV operation",
            postKind,
            capacity,
            startsOn,
            endsOn,
            baseId,
            terms = new
            {
                kind = "post-internship",
                majors,
                hoursPerDay = 8,
                hoursPerWeek = 40,
                nightShift = false,
                restDays = false,
                overtime = false,
                workConditions = Array.Empty<string>(),
                viaIntermediary = false,
                place = "Shenzhen",
                minimumAge = 16,
                filings = Array.Empty<Guid>(),
                pay = new
                {
                    monthly = 2800.00m,
                    samePost = 3500.00m,
                    inMoney = true,
                    paidMonthly = true,
                    lowestGrade = 3200.50m,
                    probation = 3000.00m,
                    reason = (string?)null,
                },
                lengthReason = "As the plan of the course has it.",
                insurance = new
                {
                    insurer = "An insurer",
                    policyNumber = "P-1",
                    from = startsOn,
                    until = endsOn,
                    chargedToStudent = false,
                    takenFromPay = false,
                    takenOutBy = "enterprise",
                },
                attestation = new { by = "Wang Fang", on = new DateOnly(2026, 1, 15), absent = Burdens },
            },
        }).AsObject();

    /// <summary>What nobody may ask of a learner (D34).</summary>
    public static readonly string[] Burdens =
        ["deposit", "training-fee", "commission", "management-fee", "material-fee", "placement-fee", "identity-papers", "guarantee"];

    /// <summary>The slot with these members, and nothing else, changed; members of members one by one. What it states may be named
    /// without <c>terms</c>.</summary>
    public static JsonObject With(this JsonObject slot, object change)
    {
        var (changed, node) = (slot.DeepClone().AsObject(), Node(change).AsObject());
        if (changed["terms"] is JsonObject terms)
        {
            var stated = node.Where(member => !Own.Contains(member.Key)).ToList();
            Merge(terms, new JsonObject(stated.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));
            foreach (var (name, _) in stated) node.Remove(name);
        }
        Merge(changed, node);
        return changed;
    }

    /// <summary>What a slot, or the change of one, states.</summary>
    public static JsonElement Term(this JsonElement slot, string name) => slot.GetProperty("terms").GetProperty(name);

    public static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!;

    private static void Merge(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && target[name] is JsonObject there) Merge(there, inner);
            else target[name] = value?.DeepClone();
        }
    }
}

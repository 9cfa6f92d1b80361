using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndustryPartnership.Internships.Law;
using Kernel;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The parties, the terms and the days of a placement's agreement (D31).</summary>
public sealed record AgreedPlacement
{
    public required Guid PlacementId { get; init; }
    public required Guid LearnerId { get; init; }
    public required string Institution { get; init; }
    public required string Enterprise { get; init; }
    public required string SlotTitle { get; init; }

    /// <summary>What the slot states: work, place, hours, conditions, pay and insurance.</summary>
    public required SlotFacts Slot { get; init; }

    /// <summary>The first day that it is for.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last one.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The co-signatories.</summary>
    public IReadOnlyList<string> CoSignatories { get; init; } = [];

    /// <summary>The version of the institution's template; null if it has none.</summary>
    public int? TemplateVersion { get; init; }

    /// <summary>That template's clauses.</summary>
    public AgreementClauses? Clauses { get; init; }

    /// <summary>What the slot's pack wants attested (D34); null if it wants nothing.</summary>
    public NoBurdens.Limits? NoBurdens { get; init; }
}

/// <summary>
/// D31: the text that institution, enterprise, learner and co-signatories sign before a placement starts, and before its first day at
/// another enterprise. It is the canonical JSON (RFC 8785) of the plan, known by its SHA-256. It contains no names; they are merged when it
/// is printed.
/// </summary>
public sealed record TripartiteText(string Text, string Hash)
{
    /// <summary>
    /// The slot's terms about the work and its return. Other data for the rules, such as counts of others, is not part of the agreement.
    /// </summary>
    public static IReadOnlyList<string> OfTheWork { get; } =
    [
        "kind", "place", "skills", "hoursPerDay", "hoursPerWeek", "nightShift", "restDays", "overtime", "workConditions", "filings",
        "viaIntermediary", "lengthReason", "pay", "insurance", "otherInsurances", "attestation", "institutionAttestation",
    ];

    public static TripartiteText Of(AgreedPlacement agreed)
    {
        var terms = new JsonObject
        {
            ["endsOn"] = agreed.EndsOn.ToString("O", CultureInfo.InvariantCulture),
            ["enterprise"] = agreed.Enterprise,
            ["institution"] = agreed.Institution,
            ["learnerId"] = agreed.LearnerId.ToString(),
            ["placementId"] = agreed.PlacementId.ToString(),
            ["postKind"] = agreed.Slot.PostKind,
            ["slotTitle"] = agreed.SlotTitle,
            ["startsOn"] = agreed.StartsOn.ToString("O", CultureInfo.InvariantCulture),
            ["work"] = Work(agreed.Slot),
        };
        // A term that is not stated is not in the text.
        if (agreed.Slot.Terms.MinimumHours is { } hours) terms["minimumHours"] = hours;
        if (agreed.CoSignatories.Count > 0)
        {
            terms["coSignatories"] = new JsonArray([.. agreed.CoSignatories.Select(code => JsonValue.Create(code))]);
        }
        if (agreed.Clauses is { } clauses) (terms["clauses"], terms["templateVersion"]) = (clauses.ToJson(), agreed.TemplateVersion);
        // D34: with its signature each of the two attests this for its own learner, whoever approved the slot.
        if (agreed.NoBurdens is { } limits) terms["noBurdens"] = NoBurdens.Clause(limits);
        var text = CanonicalJson.Write(terms);
        return new TripartiteText(text, CanonicalJson.Hash(text));
    }

    private static JsonObject Work(SlotFacts slot)
    {
        var stated = JsonSerializer.SerializeToNode(slot.Terms, JsonSerializerOptions.Web)!.AsObject();
        stated["otherInsurances"] = JsonSerializer.SerializeToNode(slot.OtherInsurances, JsonSerializerOptions.Web);
        stated["institutionAttestation"] = JsonSerializer.SerializeToNode(slot.InstitutionAttestation, JsonSerializerOptions.Web);
        var work = new JsonObject();
        foreach (var name in OfTheWork.Where(name => stated[name] is not null)) work[name] = stated[name]!.DeepClone();
        foreach (var attested in new[] { "attestation", "institutionAttestation" }) (work[attested] as JsonObject)?.Remove("by");
        return work;
    }
}

using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D34 (R): no deposit, fee, commission, kept identity papers or guarantee. It binds school and enterprise. A named person of each attests
/// it, on a day that is not in the future. For its own learner each also attests it by signing the learner's agreement, which has a clause
/// for it.
/// </summary>
public static class NoBurdens
{
    public const string Name = "no-burdens";
    public const string Enterprise = "enterprise";
    public const string Institution = "institution";

    /// <param name="Absent">What the attestation must rule out.</param>
    /// <param name="By">Who attests: <c>enterprise</c>, <c>institution</c>; the enterprise alone if a pack does not say.</param>
    public sealed record Limits([property: MinLength(1)] IReadOnlyList<string> Absent, IReadOnlyList<string>? By = null)
        : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => (By ?? []).Except([Enterprise, Institution])
            .Select(who => new ValidationResult($"{who} does not attest: {Enterprise} or {Institution} does.", [nameof(By)]));
    }

    /// <summary>The clause of an agreement: what is not asked of the learner, and which parties attest it with their signature.</summary>
    internal static JsonObject Clause(Limits limits) => new()
    {
        ["absent"] = Words(limits.Absent),
        ["attestedBySigning"] = Words(limits.By ?? [Enterprise]),
    };

    /// <returns>Refused with what must be attested. An institution attests when it approves; the rule does not ask it earlier.</returns>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var (facts, changes, missing) = (
            new Dictionary<string, object?> { ["today"] = slot.JudgedOn }, new Dictionary<string, object?>(), new List<string>());
        Look("attestation", slot.Terms.Attestation, "terms.");
        if (changes.Remove("attestation", out var change)) changes["terms"] = new { attestation = change };
        if (slot.Institution is not null && limits.By?.Contains(Institution) == true)
        {
            Look("institutionAttestation", slot.InstitutionAttestation, "");
        }
        if (changes.Count == 0) return Verdict.Passed("D34", facts);
        if (missing.Count > 0) changes["missing"] = missing;
        return Verdict.Refused("D34", facts, changes);

        void Look(string member, Attestation? attestation, string within)
        {
            // Verdicts show only whether a person is named. The name must not reach their readers.
            var asked = limits.Absent.Except(attestation?.Absent ?? []).ToList();
            facts[member] = new { isAttested = attestation is not null, attestation?.On, attestation?.Absent, missing = asked };
            var wanted = new Dictionary<string, object?>();
            if (asked.Count > 0) wanted["absent"] = limits.Absent;
            if (attestation is null || attestation.On > slot.JudgedOn) wanted["on"] = slot.JudgedOn;
            if (attestation is null) missing.Add($"{within}{member}.by");
            if (wanted.Count > 0) changes[member] = wanted;
        }
    }

    private static JsonArray Words(IEnumerable<string> words) =>
        new([.. words.Order(StringComparer.Ordinal).Select(word => JsonValue.Create(word))]);
}

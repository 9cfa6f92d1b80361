using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Rules.Internships;

/// <summary>D34 (R): no deposit, training fee or commission, no identity papers kept, no guarantee; a named person attests it for the enterprise, on a day that has come.</summary>
public static class NoBurdens
{
    /// <param name="Absent">What must be attested not to be asked.</param>
    public sealed record Limits([property: MinLength(1)] IReadOnlyList<string> Absent);

    private static readonly string[] Named = ["attestation.by"];

    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var missing = limits.Absent.Except(slot.Attestation?.Absent ?? []).ToList();
        // Whether a person is named is a fact, and who it is none of a verdict's readers' business.
        var facts = new { isAttested = slot.Attestation is not null, slot.Attestation?.On, slot.Attestation?.Absent, missing, today = slot.JudgedOn };
        var change = new Dictionary<string, object?>();
        if (missing.Count > 0) change["absent"] = limits.Absent;
        if (slot.Attestation is null || slot.Attestation.On > slot.JudgedOn) change["on"] = slot.JudgedOn;
        return change.Count == 0 ? Verdict.Passed("D34", facts) : Verdict.Refused("D34", facts, slot.Attestation is null ? new { missing = Named, attestation = change } : new { attestation = change });
    }
}

using Kernel;

namespace IndustryPartnership.Rules.Internships;

/// <summary>D35 (R?): liability insurance covers the whole internship, and is never charged to the learner.</summary>
public static class LiabilityInsurance
{
    /// <param name="ChargedToStudent">Whether learners may pay for it.</param>
    public sealed record Limits(bool ChargedToStudent);

    private static readonly string[] Named = ["insurance.insurer", "insurance.policyNumber"];

    /// <returns>Refused with the days that the policy would have to have.</returns>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var facts = new { slot.StartsOn, slot.EndsOn, slot.Insurance };
        var change = new Dictionary<string, object?>();
        if (slot.Insurance is null || slot.Insurance.From > slot.StartsOn) change["from"] = slot.StartsOn;
        if (slot.Insurance is null || slot.Insurance.Until < slot.EndsOn) change["until"] = slot.EndsOn;
        if (slot.Insurance is null || (slot.Insurance.ChargedToStudent && !limits.ChargedToStudent)) change["chargedToStudent"] = false;
        return change.Count == 0 ? Verdict.Passed("D35", facts) : Verdict.Refused("D35", facts, slot.Insurance is null ? new { missing = Named, insurance = change } : new { insurance = change });
    }
}

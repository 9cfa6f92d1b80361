using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D35 (R?): liability insurance covers the whole internship. School or enterprise takes it out. Learners never pay for it, also not from
/// their pay.
/// </summary>
public static class LiabilityInsurance
{
    public const string Name = "liability-insurance";
    public const string Enterprise = "enterprise";
    public const string Institution = "institution";

    /// <param name="ChargedToStudent">Whether learners may pay for it.</param>
    /// <param name="TakenFromPay">Whether it may be taken from a learner's pay.</param>
    /// <param name="TakenOutBy">
    /// Who may take it out: <c>enterprise</c>, <c>institution</c>. If a pack does not say, nobody is asked.
    /// </param>
    public sealed record Limits(bool ChargedToStudent, bool TakenFromPay = false, IReadOnlyList<string>? TakenOutBy = null)
        : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            (TakenOutBy ?? []).Except([Enterprise, Institution])
            .Select(who =>
                new ValidationResult($"{who} takes out no insurance: {Enterprise} or {Institution} does.", [nameof(TakenOutBy)]));
    }

    private static readonly string[] Named = ["terms.insurance.insurer", "terms.insurance.policyNumber"];

    /// <summary>Whether a slot's insurances cover all of its days.</summary>
    /// <returns>Refused with the days that the policy must cover.</returns>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var (change, missing) = Wrong(slot.Terms.Insurance, limits);
        if (Uncovered(slot.Policies, new Period(slot.StartsOn, slot.EndsOn), limits).Count > 0)
        {
            if (slot.Terms.Insurance is null || slot.Terms.Insurance.From > slot.StartsOn) change["from"] = slot.StartsOn;
            if (slot.Terms.Insurance is null || slot.Terms.Insurance.Until < slot.EndsOn) change["until"] = slot.EndsOn;
        }
        return Say(new { slot.StartsOn, slot.EndsOn, slot.Terms.Insurance, slot.OtherInsurances }, change, missing, isSlot: true);
    }

    /// <summary>Whether the school or enterprise took out and pays for a policy. Its days are a fact, and are not judged here.</summary>
    public static Verdict JudgePolicy(Insurance policy, Limits limits)
    {
        var (change, missing) = Wrong(policy, limits);
        return Say(new { policy.ChargedToStudent, policy.TakenFromPay, policy.TakenOutBy }, change, missing, isSlot: false);
    }

    /// <summary>Whether the day on which somebody begins is covered.</summary>
    /// <param name="slot">The slot, with its insurances.</param>
    /// <param name="startedOn">The day.</param>
    /// <param name="limits">Who may take it out and pay for it.</param>
    /// <param name="member">The request's name for the day.</param>
    /// <returns>Refused with the next covered day. If there is none: with the insurance that must be recorded.</returns>
    public static Verdict JudgeStart(SlotFacts slot, DateOnly startedOn, Limits limits, Func<DateOnly, string> member)
    {
        var facts = new { startedOn, slot.Terms.Insurance, slot.OtherInsurances };
        if (FirstCovered(slot, startedOn, limits) is not { } day)
        {
            return Verdict.Refused("D35", facts, new { insurance = new { from = startedOn, until = slot.EndsOn } });
        }
        return day == startedOn ? Verdict.Passed("D35", facts)
            : Verdict.Refused("D35", facts, new Dictionary<string, DateOnly> { [member(day)] = day });
    }

    /// <summary>Whether any day from one on is covered, so that somebody may begin. If no day is left, another rule refuses.</summary>
    public static Verdict JudgeDays(SlotFacts slot, DateOnly from, Limits limits)
    {
        var first = from > slot.StartsOn ? from : slot.StartsOn;
        var facts = new { from = first, until = slot.EndsOn, slot.Terms.Insurance, slot.OtherInsurances };
        return first <= slot.EndsOn && FirstCovered(slot, first, limits) is null
            ? Verdict.Refused("D35", facts, new { insurance = new { from = first, until = slot.EndsOn } }) : Verdict.Passed("D35", facts);
    }

    /// <summary>The days of a period without a policy that the school or enterprise pays for: before, between and after policies.</summary>
    public static IReadOnlyList<Period> Uncovered(IEnumerable<Insurance> policies, Period days, Limits limits)
    {
        var (gaps, next) = (new List<Period>(), days.From);
        foreach (var covered in Period.Merge(
            policies.Where(policy => Counts(policy, limits)).Select(policy => days.And(new Period(policy.From, policy.Until)))))
        {
            if (covered.From > next) gaps.Add(new Period(next, covered.From.AddDays(-1)));
            if (covered.Until >= days.Until) return gaps;
            next = covered.Until.AddDays(1);
        }
        if (next <= days.Until) gaps.Add(new Period(next, days.Until));
        return gaps;
    }

    private static DateOnly? FirstCovered(SlotFacts slot, DateOnly from, Limits limits) =>
        slot.Policies.Where(policy => Counts(policy, limits))
        .Select(policy => new Period(from, slot.EndsOn).And(new Period(policy.From, policy.Until))).Where(days => days.Days > 0)
            .Select(days => (DateOnly?)days.From).Min();

    // Earlier versions did not ask who took it out.
    private static bool Counts(Insurance policy, Limits limits) =>
        (!policy.ChargedToStudent || limits.ChargedToStudent) && (!policy.TakenFromPay || limits.TakenFromPay)
        && (policy.TakenOutBy is null || limits.TakenOutBy is null || limits.TakenOutBy.Contains(policy.TakenOutBy));

    private static (Dictionary<string, object?> Change, List<string> Missing) Wrong(Insurance? policy, Limits limits)
    {
        var (change, missing) = (new Dictionary<string, object?>(), new List<string>());
        if (policy is null) missing.AddRange(Named);
        if (policy is null || (policy.ChargedToStudent && !limits.ChargedToStudent)) change["chargedToStudent"] = false;
        if (policy is { TakenFromPay: true } && !limits.TakenFromPay) change["takenFromPay"] = false;
        if (limits.TakenOutBy is { Count: > 0 } takers && (policy?.TakenOutBy is not { } taker || !takers.Contains(taker)))
        {
            change["takenOutBy"] = takers[0];
        }
        return (change, missing);
    }

    private static Verdict Say(object facts, Dictionary<string, object?> change, List<string> missing, bool isSlot)
    {
        if (change.Count == 0) return Verdict.Passed("D35", facts);
        if (!isSlot) return Verdict.Refused("D35", facts, change);
        var whole = new Dictionary<string, object?> { ["terms"] = new { insurance = change } };
        if (missing.Count > 0) whole["missing"] = missing;
        return Verdict.Refused("D35", facts, whole);
    }
}

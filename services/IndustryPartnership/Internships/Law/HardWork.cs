using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D28 (R?): no dangerous work, no rest days or public holidays, no overtime, no night shifts, and no hours beyond general working-time
/// law. An authority's filing may allow it (D), for this school, enterprise and post, on all of the days.
/// </summary>
public static class HardWork
{
    public const string Name = "hard-work";

    /// <param name="HoursPerDay">The most hours a day.</param>
    /// <param name="HoursPerWeek">The most hours a week.</param>
    /// <param name="Filed">The conditions of work that need a filing.</param>
    public sealed record Limits(
        [property: Range(0.0, 24.0)] decimal HoursPerDay, [property: Range(0.0, 168.0)] decimal HoursPerWeek, IReadOnlyList<string> Filed);

    /// <returns>
    /// Refused with the change that passes with the named filings. A filing allows an excess; it does not replace a missing statement.
    /// </returns>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var (change, facts) = Look(slot, limits);
        var terms = slot.Terms;
        if (terms.HoursPerDay is null) change["hoursPerDay"] = limits.HoursPerDay;
        if (terms.HoursPerWeek is null) change["hoursPerWeek"] = limits.HoursPerWeek;
        foreach (var (name, _, stated) in Times(terms))
        {
            if (stated is null) change[name] = false;
        }
        return change.Count == 0 ? Verdict.Passed("D28", facts) : Verdict.Refused("D28", facts, new { terms = change });
    }

    /// <summary>
    /// Whether a learner of an institution may begin at an open slot. Terms that the slot does not state were not required when it was
    /// opened.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="institution">The learner's institution.</param>
    /// <param name="from">The first day. The filings must hold from then until the slot's last day.</param>
    /// <param name="limits">The limits.</param>
    /// <returns>Refused with the filing that must be named.</returns>
    public static Verdict JudgePlace(SlotFacts slot, string institution, DateOnly from, Limits limits)
    {
        var first = from > slot.EndsOn ? slot.EndsOn : from > slot.StartsOn ? from : slot.StartsOn;
        var days = slot with { Institution = institution, StartsOn = first };
        var (excess, facts) = Look(days, limits);
        if (excess.Count == 0) return Verdict.Passed("D28", facts);
        var filing = new
        {
            institution,
            slot.Enterprise,
            slot.PostKind,
            allows = Allowed(slot, limits).Distinct(),
            hoursPerDay = slot.Terms.HoursPerDay > limits.HoursPerDay ? slot.Terms.HoursPerDay : null,
            hoursPerWeek = slot.Terms.HoursPerWeek > limits.HoursPerWeek ? slot.Terms.HoursPerWeek : null,
            from = days.StartsOn,
            until = slot.EndsOn,
        };
        return Verdict.Refused("D28", facts, new { filing });
    }

    /// <summary>Whether an institution's learners may begin at an open slot by its filings. They may if no pack requires filings.</summary>
    public static bool IsFiled(RulePacks packs, SlotFacts slot, string institution, DateOnly from) =>
        LimitsOn(packs, slot) is not { } limits || JudgePlace(slot, institution, from, limits).Passes;

    /// <summary>Whether a slot needs a filing: for a condition of work, or for its hours.</summary>
    public static bool Needs(RulePacks packs, SlotFacts slot, Filed filing) => LimitsOn(packs, slot) is { } limits
        && (Allowed(slot, limits).Intersect(filing.Allows).Any()
            || (slot.Terms.HoursPerDay > limits.HoursPerDay && filing.HoursPerDay > limits.HoursPerDay)
            || (slot.Terms.HoursPerWeek > limits.HoursPerWeek && filing.HoursPerWeek > limits.HoursPerWeek));

    private static Limits? LimitsOn(RulePacks packs, SlotFacts slot) =>
        packs.Of(slot.LawOn) is { } pack && packs.Binds(pack, slot) ? packs.LimitsOf<Limits>(pack, Name) : null;

    // What exceeds the limits and the counting filings, the change that would pass, and the facts.
    private static (Dictionary<string, object?> Change, object Facts) Look(SlotFacts slot, Limits limits)
    {
        var filed = slot.Filed.Where(filing => filing.WhyNotFor(slot) is null).ToList();
        var (hoursPerDay, hoursPerWeek) = (
            Most(limits.HoursPerDay, filed.Select(filing => filing.HoursPerDay)),
            Most(limits.HoursPerWeek, filed.Select(filing => filing.HoursPerWeek)));
        var dangerous = slot.Terms.WorkConditions.Intersect(limits.Filed).ToList();
        var refused = Allowed(slot, limits).Except(filed.SelectMany(filing => filing.Allows)).ToList();
        var change = new Dictionary<string, object?>();
        if (slot.Terms.HoursPerDay > hoursPerDay) change["hoursPerDay"] = hoursPerDay;
        if (slot.Terms.HoursPerWeek > hoursPerWeek) change["hoursPerWeek"] = hoursPerWeek;
        if (refused.Contains(Filed.NightShift)) change["nightShift"] = false;
        if (refused.Contains(Filed.RestDays)) change["restDays"] = false;
        if (refused.Contains(Filed.Overtime)) change["overtime"] = false;
        if (refused.Intersect(dangerous).Any()) change["workConditions"] = slot.Terms.WorkConditions.Except(refused).ToList();
        return (change, new
        {
            slot.Terms.HoursPerDay,
            slot.Terms.HoursPerWeek,
            slot.Terms.NightShift,
            slot.Terms.RestDays,
            slot.Terms.Overtime,
            dangerous,
            filings = slot.Filed.Select(filing => new { filing.Id, filing.Number, doesNotCount = filing.WhyNotFor(slot) }),
            limits = new { hoursPerDay, hoursPerWeek },
        });
    }

    // What a filing must allow by name.
    private static IEnumerable<string> Allowed(SlotFacts slot, Limits limits) =>
        Times(slot.Terms).Where(time => time.Stated == true).Select(time => time.Allowance)
            .Concat(slot.Terms.WorkConditions.Intersect(limits.Filed));

    private static (string Member, string Allowance, bool? Stated)[] Times(SlotTerms terms) =>
    [
        ("nightShift", Filed.NightShift, terms.NightShift),
        ("restDays", Filed.RestDays, terms.RestDays),
        ("overtime", Filed.Overtime, terms.Overtime),
    ];

    private static decimal Most(decimal limit, IEnumerable<decimal?> allowed) => allowed.OfType<decimal>().Append(limit).Max();
}

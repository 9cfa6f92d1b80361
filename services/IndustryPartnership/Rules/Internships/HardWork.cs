using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Rules.Internships;

/// <summary>
/// D28 (R?): no dangerous work, no rest days and public holidays, no overtime, no night shifts, and no more hours a day and a week than general working-time law has,
/// unless it was specially filed with the authority.
/// </summary>
public static class HardWork
{
    /// <param name="HoursPerDay">At most so many.</param>
    /// <param name="HoursPerWeek">At most so many.</param>
    /// <param name="Filed">The conditions of work that need a filing.</param>
    public sealed record Limits([property: Range(0.0, 24.0)] decimal HoursPerDay, [property: Range(0.0, 168.0)] decimal HoursPerWeek, IReadOnlyList<string> Filed);

    /// <returns>Refused with what would pass without a filing. A filing stands for what is too much, and not for what was not stated.</returns>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var filed = !string.IsNullOrWhiteSpace(slot.Filing);
        var dangerous = slot.WorkConditions.Intersect(limits.Filed).ToList();
        var facts = new { slot.HoursPerDay, slot.HoursPerWeek, slot.NightShift, slot.RestDays, slot.Overtime, dangerous, slot.Filing, limits = new { limits.HoursPerDay, limits.HoursPerWeek } };
        var change = new Dictionary<string, object?>();
        if (slot.HoursPerDay is not { } day || (day > limits.HoursPerDay && !filed)) change["hoursPerDay"] = limits.HoursPerDay;
        if (slot.HoursPerWeek is not { } week || (week > limits.HoursPerWeek && !filed)) change["hoursPerWeek"] = limits.HoursPerWeek;
        foreach (var (name, stated) in new[] { ("nightShift", slot.NightShift), ("restDays", slot.RestDays), ("overtime", slot.Overtime) })
        {
            if (stated is null || (stated.Value && !filed)) change[name] = false;
        }
        if (dangerous.Count > 0 && !filed) change["workConditions"] = slot.WorkConditions.Except(dangerous).ToList();
        return change.Count == 0 ? Verdict.Passed("D28", facts) : Verdict.Refused("D28", facts, change);
    }
}

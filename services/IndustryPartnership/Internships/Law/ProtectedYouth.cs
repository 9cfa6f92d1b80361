using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D27 (2021, Art. 16, R): not in the first year of the present stage, and at least 16 years old at the start. No work that is prohibited
/// for minors or women, no entertainment venues, no intermediaries, no heavy labour of class III and above.
/// </summary>
public static class ProtectedYouth
{
    public const string Name = "protected-youth";

    /// <summary>The part of the rule about the learner's stage.</summary>
    public const string FirstYear = "first-year";

    /// <param name="MinimumAge">In full years, on the first day.</param>
    /// <param name="Refused">The conditions of work that no filing can allow.</param>
    /// <param name="MonthsInStage">The months in a stage before a placement; 0 if it does not matter.</param>
    /// <param name="FirstStageAlone">Whether only the first stage of a pathway counts. The text does not name the stage.</param>
    public sealed record Limits(
        [property: Range(0, 100)] int MinimumAge, IReadOnlyList<string> Refused, [property: Range(0, 60)] int MonthsInStage = 0,
        bool FirstStageAlone = false);

    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var terms = slot.Terms;
        var refused = terms.WorkConditions.Intersect(limits.Refused).ToList();
        var facts = new { terms.MinimumAge, terms.ViaIntermediary, terms.WorkConditions, refused, required = new { limits.MinimumAge } };
        var change = new Dictionary<string, object?>();
        if (terms.MinimumAge is not { } age || age < limits.MinimumAge) change["minimumAge"] = limits.MinimumAge;
        if (terms.ViaIntermediary is not false) change["viaIntermediary"] = false;
        if (refused.Count > 0) change["workConditions"] = terms.WorkConditions.Except(refused).ToList();
        return change.Count == 0 ? Verdict.Passed("D27", facts) : Verdict.Refused("D27", facts, new { terms = change });
    }

    /// <summary>A learner's age on the first day.</summary>
    /// <param name="birthDate">The learner's.</param>
    /// <param name="startedOn">The first day.</param>
    /// <param name="limits">The age.</param>
    /// <param name="member">The request's name for the day; <c>startedOn</c> by default.</param>
    /// <returns>Refused with the first day on which the learner is old enough, if any.</returns>
    public static Verdict JudgeStart(DateOnly birthDate, DateOnly startedOn, Limits limits, Func<DateOnly, string>? member = null)
    {
        // Somebody born on 29 February is a year older on 1 March.
        var oldEnough = birthDate.Year + limits.MinimumAge > DateOnly.MaxValue.Year
            ? default(DateOnly?)
            : OnBirthday(birthDate, birthDate.Year + limits.MinimumAge);
        return oldEnough <= startedOn
            ? Verdict.Passed("D27", new { startedOn, limits.MinimumAge })
            : Verdict.Refused("D27", new { startedOn, limits.MinimumAge }, oldEnough is null ? null : Change(oldEnough.Value, member));
    }

    /// <summary>How long a learner has been in the present stage on the first day.</summary>
    /// <param name="stage">The stage, from 1.</param>
    /// <param name="began">The first day of the stage; null if enrollment has not told it, and then nobody is refused.</param>
    /// <param name="startedOn">The first day.</param>
    /// <param name="limits">The requirement.</param>
    /// <param name="member">The request's name for the day; <c>startedOn</c> by default.</param>
    /// <returns>Refused with the first day on which the learner has been there long enough.</returns>
    public static Verdict JudgeStage(int stage, DateOnly? began, DateOnly startedOn, Limits limits, Func<DateOnly, string>? member = null)
    {
        var facts = new { stage, began, startedOn, limits.MonthsInStage, limits.FirstStageAlone };
        return began is not { } day || (limits.FirstStageAlone && stage > 1) || day.AddMonths(limits.MonthsInStage) <= startedOn
            ? Verdict.Passed("D27", facts)
            : Verdict.Refused("D27", facts, Change(day.AddMonths(limits.MonthsInStage), member));
    }

    private static Dictionary<string, DateOnly> Change(DateOnly day, Func<DateOnly, string>? member) =>
        new() { [member is null ? "startedOn" : member(day)] = day };

    private static DateOnly OnBirthday(DateOnly birthDate, int year) =>
        birthDate is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year)
            ? new DateOnly(year, 3, 1)
            : new DateOnly(year, birthDate.Month, birthDate.Day);
}

using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D28, D39, D40: which signed hours of a logbook count. They count on the placement's working days, up to the slot's hours a day and a
/// week. They count on rest days only if the slot states work on rest days. Hours are in hundredths.
/// </summary>
public static class EffectiveHours
{
    /// <summary>The limits if a slot states none (D28).</summary>
    public const int UsualPerDay = 8_00;
    public const int UsualPerWeek = 40_00;

    public const string NotOfThePlacement = "not-of-the-placement";
    public const string Paused = "paused";
    public const string RestDay = "rest-day";
    public const string OverTheDay = "over-hours-per-day";
    public const string OverTheWeek = "over-hours-per-week";

    /// <summary>A day of the logbook that the mentor has signed.</summary>
    public sealed record Logged(DateOnly Day, int Hours);

    /// <summary>Hours that do not count, with the reason.</summary>
    public sealed record Uncounted(DateOnly Day, int Hours, string Reason);

    /// <param name="Written">All hours that are signed.</param>
    /// <param name="Effective">The hours that count.</param>
    /// <param name="NotCounted">The other hours, by day.</param>
    public sealed record Result(int Written, int Effective, IReadOnlyList<Uncounted> NotCounted);

    /// <param name="days">The signed days, each once.</param>
    /// <param name="placement">The placement's days.</param>
    /// <param name="paused">Days on which it was paused.</param>
    /// <param name="terms">The slot's terms.</param>
    /// <param name="isRestDay">Whether the calendar has a rest day.</param>
    public static Result Of(
        IReadOnlyList<Logged> days, Period placement, IReadOnlyList<Period> paused, SlotTerms terms,
        Func<DateOnly, bool> isRestDay) => Of(days, placement, paused, _ => terms, isRestDay);

    /// <summary>
    /// For a placement that changed its slot: the slot of a day judges that day. In a week with a change, the hours at both slots count
    /// against the weekly limit.
    /// </summary>
    /// <param name="days">The signed days, each once.</param>
    /// <param name="placement">The placement's days.</param>
    /// <param name="paused">Days on which it was paused.</param>
    /// <param name="termsOn">The terms of the slot of a day.</param>
    /// <param name="isRestDay">Whether the calendar has a rest day.</param>
    public static Result Of(
        IReadOnlyList<Logged> days, Period placement, IReadOnlyList<Period> paused, Func<DateOnly, SlotTerms> termsOn,
        Func<DateOnly, bool> isRestDay)
    {
        var notCounted = new List<Uncounted>();
        var effective = 0;
        foreach (var week in days.OrderBy(day => day.Day).GroupBy(day => LogbookWeek.MondayOf(day.Day)))
        {
            var ofWeek = 0;
            foreach (var (day, hours) in week)
            {
                var terms = termsOn(day);
                var perDay = (int)(terms.HoursPerDay * 100 ?? UsualPerDay);
                var left = Math.Max(0, (int)(terms.HoursPerWeek * 100 ?? UsualPerWeek) - ofWeek);
                var reason = !placement.Covers(day) ? NotOfThePlacement
                    : paused.Any(pause => pause.Covers(day)) ? Paused
                    : terms.RestDays != true && isRestDay(day) ? RestDay : null;
                var counted = reason is null ? Math.Min(Math.Min(hours, perDay), left) : 0;
                var ofDay = reason is null ? Math.Min(hours, perDay) : hours;
                if (reason is not null && hours > 0) notCounted.Add(new Uncounted(day, hours, reason));
                if (ofDay < hours) notCounted.Add(new Uncounted(day, hours - ofDay, OverTheDay));
                if (reason is null && counted < ofDay) notCounted.Add(new Uncounted(day, ofDay - counted, OverTheWeek));
                ofWeek += counted;
                effective += counted;
            }
        }
        return new Result(days.Sum(day => day.Hours), effective, notCounted);
    }

    /// <summary>D40: a placement is completed with at least one whole effective hour, and at least as many as its slot requires.</summary>
    /// <param name="effective">The effective hours, in hundredths.</param>
    /// <param name="minimum">The required hours of the slot, in whole hours; null if it states none.</param>
    /// <returns>Refused with the number of effective hours still missing.</returns>
    public static Verdict JudgeMinimum(int effective, int? minimum)
    {
        var missing = Math.Max(minimum ?? 1, 1) * 100 - effective;
        return missing <= 0
            ? Verdict.Passed("D40")
            : Verdict.Refused(
                "D40", new { effective = effective / 100m, minimum, missing = missing / 100m }, new { moreHours = missing / 100m });
    }
}

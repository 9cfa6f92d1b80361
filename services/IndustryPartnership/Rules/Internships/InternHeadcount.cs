using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Rules.Internships;

/// <summary>
/// D29: on every date of the period interns are at most a share of the enterprise's staff and, per kind of post, of the staff on it, rounded down:
/// 10 % and 20 % in the rules of 2016 (Art. 9, R), and in those of 2021 "generally" (R?). Judged on the tightest date, and when a slot is opened: a count that is stated later, and is lower, leaves what is open as it
/// is, and counts from the next opening on. Open slots count with all their places, since each may be taken.
/// </summary>
public static class InternHeadcount
{
    /// <param name="PostKind">The kind of post; empty for the whole enterprise.</param>
    /// <param name="Staff">How many people.</param>
    /// <param name="EffectiveOn">The first day that the count is true of.</param>
    public sealed record StaffFact(string PostKind, int Staff, DateOnly EffectiveOn);

    /// <param name="PostKind">The kind of post that the interns are on.</param>
    /// <param name="Interns">How many.</param>
    /// <param name="From">The first day.</param>
    /// <param name="Until">The last day.</param>
    public sealed record Occupancy(string PostKind, int Interns, DateOnly From, DateOnly Until);

    /// <param name="StaffPercent">Interns of all posts, at most so many of a hundred staff.</param>
    /// <param name="PostPercent">Interns on one kind of post, at most so many of a hundred staff on it.</param>
    public sealed record Limits([property: Range(0, 100)] int StaffPercent, [property: Range(0, 100)] int PostPercent);

    public static Verdict Judge(SlotFacts slot, Limits limits) => Judge(slot.PostKind, slot.Capacity, slot.StartsOn, slot.EndsOn, slot.Staff, slot.Others, limits);

    /// <param name="postKind">The kind of post of the slot in question.</param>
    /// <param name="asked">Its capacity.</param>
    /// <param name="from">Its first day.</param>
    /// <param name="until">Its last day.</param>
    /// <param name="staff">What the enterprise stated, in the order in which it was recorded.</param>
    /// <param name="others">The interns that it has or may get besides.</param>
    /// <param name="limits">The shares.</param>
    /// <returns>Refused with the largest capacity that passes, where one does.</returns>
    public static Verdict Judge(string postKind, int asked, DateOnly from, DateOnly until, IReadOnlyList<StaffFact> staff, IReadOnlyList<Occupancy> others, Limits limits)
    {
        var tightest = Changes(from, until, staff, others).Select(date => On(date, postKind, staff, others, limits)).MinBy(day => day.Room)!;
        return asked <= tightest.Room
            ? Verdict.Passed("D29", Facts(tightest))
            : Verdict.Refused("D29", Facts(tightest), tightest.Room > 0 ? new { capacity = tightest.Room } : null);

        object Facts(Day day) => new { limits.StaffPercent, limits.PostPercent, day.Date, day.Staff, day.SamePost, day.Interns, day.InternsOnPost, asked };
    }

    // Between two of these dates nothing changes.
    private static IEnumerable<DateOnly> Changes(DateOnly from, DateOnly until, IEnumerable<StaffFact> staff, IEnumerable<Occupancy> others) =>
        staff.Select(fact => fact.EffectiveOn)
            .Concat(others.SelectMany(other => new[] { other.From, other.Until < DateOnly.MaxValue ? other.Until.AddDays(1) : other.Until }))
            .Where(date => date > from && date <= until)
            .Append(from).Distinct().Order();

    private static Day On(DateOnly date, string postKind, IReadOnlyList<StaffFact> staff, IEnumerable<Occupancy> others, Limits limits)
    {
        var there = others.Where(other => other.From <= date && date <= other.Until).ToList();
        var (all, samePost) = (CountOf("", date, staff), CountOf(postKind, date, staff));
        var (interns, onPost) = (there.Sum(other => other.Interns), there.Where(other => other.PostKind == postKind).Sum(other => other.Interns));
        return new Day(date, all, samePost, interns, onPost, Math.Min((all * limits.StaffPercent / 100) - interns, (samePost * limits.PostPercent / 100) - onPost));
    }

    // Facts are appended: of two for one day the later one is the correction.
    private static int CountOf(string postKind, DateOnly date, IEnumerable<StaffFact> staff) =>
        staff.Where(fact => fact.PostKind == postKind && fact.EffectiveOn <= date).Aggregate(default(StaffFact), (latest, fact) => latest is null || fact.EffectiveOn >= latest.EffectiveOn ? fact : latest)?.Staff ?? 0;

    private sealed record Day(DateOnly Date, int Staff, int SamePost, int Interns, int InternsOnPost, int Room);
}

using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D29: on every date, interns are at most a share of the enterprise's staff and, per kind of post, of the staff on it. Shares are rounded
/// down: 10 % and 20 % in the rules of 2016 (Art. 9, R), and in those of 2021 "generally" (R?). The tightest date decides, when a slot is
/// submitted, approved and opened. A lower count that is stated later closes nothing. It is a risk on the board, and counts from the next
/// judgement on. Open slots count with all their places, since each may be taken.
/// </summary>
public static class InternHeadcount
{
    public const string Name = "intern-headcount";

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
    /// <param name="Generally">
    /// Whether the text says "generally". Verdicts show it. It is judged like the others until a pack knows the exceptions.
    /// </param>
    public sealed record Limits(
        [property: Range(0, 100)] int StaffPercent, [property: Range(0, 100)] int PostPercent, bool Generally = false);

    /// <summary>A count that the enterprise would have to state, if it is true.</summary>
    /// <param name="PostKind">The kind of post; null for the whole enterprise.</param>
    /// <param name="Staff">The least that passes.</param>
    /// <param name="EffectiveOn">The first day that it would have to be true of.</param>
    public sealed record WantedCount(string? PostKind, int Staff, DateOnly EffectiveOn);

    public static Verdict Judge(SlotFacts slot, Limits limits) =>
        Judge(slot.PostKind, slot.Capacity, slot.StartsOn, slot.EndsOn, slot.Staff, slot.Others, limits, slot.Enterprise);

    /// <param name="postKind">The kind of post of the slot in question.</param>
    /// <param name="asked">Its capacity.</param>
    /// <param name="from">Its first day.</param>
    /// <param name="until">Its last day.</param>
    /// <param name="staff">What the enterprise stated, in the order in which it was recorded.</param>
    /// <param name="others">The enterprise's other interns, present and possible.</param>
    /// <param name="limits">The shares.</param>
    /// <param name="enterprise">The enterprise that would have to state the counts.</param>
    /// <returns>
    /// Refused with the largest capacity that passes. If none does: with the least counts that would, and where to state them.
    /// </returns>
    public static Verdict Judge(
        string postKind, int asked, DateOnly from, DateOnly until, IReadOnlyList<StaffFact> staff, IReadOnlyList<Occupancy> others,
            Limits limits, string enterprise = "")
    {
        var days = Changes(from, until, staff, others).Select(date => On(date, postKind, staff, others, limits)).ToList();
        var tightest = days.MinBy(day => day.Room)!;
        if (asked <= tightest.Room) return Verdict.Passed("D29", Facts(tightest, asked, limits));
        if (tightest.Room > 0) return Verdict.Refused("D29", Facts(tightest, asked, limits), new { capacity = tightest.Room });
        List<WantedCount> counts =
        [
            .. Wanted("", limits.StaffPercent, day => day.Staff, day => day.Interns),
            .. Wanted(postKind, limits.PostPercent, day => day.SamePost, day => day.InternsOnPost),
        ];
        var isPossible = limits.StaffPercent > 0 && limits.PostPercent > 0;
        return Verdict.Refused(
            "D29", Facts(tightest, asked, limits), isPossible
                ? new { state = $"/industry-partnership/v1/organisations/{enterprise}/staff-counts", staffCounts = counts } : null);

        // A count holds until the next one.
        IEnumerable<WantedCount> Wanted(string kind, int percent, Func<Day, int?> stated, Func<Day, int> interns)
        {
            var carried = default(int?);
            foreach (var day in days)
            {
                if (staff.Any(fact => fact.PostKind == kind && fact.EffectiveOn == day.Date)) carried = null;
                if (Share(carried ?? stated(day), percent) - interns(day) >= asked || percent == 0) continue;
                carried = (((interns(day) + asked) * 100) + percent - 1) / percent;
                yield return new WantedCount(kind.Length == 0 ? null : kind, carried.Value, day.Date);
            }
        }
    }

    /// <summary>
    /// The first date of a period on which an enterprise has, or may get, too many interns for its staff; null if there is none.
    /// </summary>
    public static object? Over(
        string postKind, Period days, IReadOnlyList<StaffFact> staff, IReadOnlyList<Occupancy> others, Limits limits) =>
        days.Days == 0 ? null
            : Changes(days.From, days.Until, staff, others).Select(date => On(date, postKind, staff, others, limits))
            .FirstOrDefault(day => day.Room < 0) is { } over
            ? Facts(over, null, limits)
            : null;

    private static object Facts(Day day, int? asked, Limits limits) => new
    {
        limits.StaffPercent,
        limits.PostPercent,
        limits.Generally,
        day.Date,
        day.Staff,
        day.SamePost,
        day.Interns,
        day.InternsOnPost,
        asked,
        notStated = new[] { day.Staff is null ? "staff" : null, day.SamePost is null ? "samePost" : null }.OfType<string>(),
    };

    // Nothing changes between two of these dates.
    private static IEnumerable<DateOnly> Changes(
        DateOnly from, DateOnly until, IEnumerable<StaffFact> staff, IEnumerable<Occupancy> others) =>
        staff.Select(fact => fact.EffectiveOn)
            .Concat(
                others.SelectMany(other => new[] { other.From, other.Until < DateOnly.MaxValue ? other.Until.AddDays(1) : other.Until }))
            .Where(date => date > from && date <= until)
            .Append(from).Distinct().Order();

    private static Day On(DateOnly date, string postKind, IReadOnlyList<StaffFact> staff, IEnumerable<Occupancy> others, Limits limits)
    {
        var there = others.Where(other => other.From <= date && date <= other.Until).ToList();
        var (all, samePost) = (CountOf("", date, staff), CountOf(postKind, date, staff));
        var (interns, onPost) = (there.Sum(other => other.Interns), there.Where(other => other.PostKind == postKind)
            .Sum(other => other.Interns));
        return new Day(
            date, all, samePost, interns, onPost,
            Math.Min(Share(all, limits.StaffPercent) - interns, Share(samePost, limits.PostPercent) - onPost));
    }

    private static int Share(int? staff, int percent) => (int)((staff ?? 0) * (long)percent / 100);

    // Facts are appended. Of two for one day, the later one is the correction.
    private static int? CountOf(string postKind, DateOnly date, IEnumerable<StaffFact> staff) =>
        staff.Where(fact => fact.PostKind == postKind && fact.EffectiveOn <= date)
            .Aggregate(default(StaffFact), (latest, fact) =>
            latest is null || fact.EffectiveOn >= latest.EffectiveOn ? fact : latest)?.Staff;

    private sealed record Day(DateOnly Date, int? Staff, int? SamePost, int Interns, int InternsOnPost, int Room);
}

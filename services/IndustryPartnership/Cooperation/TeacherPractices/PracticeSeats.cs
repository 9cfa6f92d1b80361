using Kernel;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>D25: a base is used only while it is active, and on no date by more people than it takes.</summary>
public static class PracticeSeats
{
    public const string BaseUnknown = "base-unknown";
    public const string BaseNotActive = "base-not-active";
    public const string NoSeat = "no-seat";

    /// <param name="Reason">Why there is no seat; null if there is one.</param>
    /// <param name="EarliestFrom">If there is none: the nearest later first day with a seat for as many days.</param>
    public sealed record Answer(string? Reason, DateOnly? EarliestFrom);

    /// <param name="asked">The days that the seat is for.</param>
    /// <param name="capacity">How many people the base takes at a time.</param>
    /// <param name="active">The periods in which it may be used.</param>
    /// <param name="taken">The days of the seats that are taken.</param>
    public static Answer Judge(Period asked, int capacity, IReadOnlyList<Period> active, IReadOnlyList<Period> taken)
    {
        var usable = Period.Merge(active);
        if (WhyNot(asked, capacity, usable, taken) is not { } reason) return new Answer(null, null);
        // The first day that passes is the day after a seat ends, or the first of a period.
        var ends = taken.Where(seat => seat.Until < DateOnly.MaxValue).Select(seat => seat.Until.AddDays(1));
        var candidates = ends.Concat(usable.Select(period => period.From))
            .Where(day => day > asked.From && day.DayNumber <= DateOnly.MaxValue.DayNumber - asked.Days).Order();
        bool Passes(DateOnly day) => WhyNot(new Period(day, day.AddDays(asked.Days - 1)), capacity, usable, taken) is null;
        return new Answer(reason, candidates.Where(Passes).Cast<DateOnly?>().FirstOrDefault());
    }

    /// <summary>The most seats taken on one date.</summary>
    public static int Peak(Period days, IReadOnlyList<Period> taken) =>
        // The maximum is on a day on which a seat begins, or on the first day.
        taken.Select(seat => seat.From).Where(days.Covers).Append(days.From).Distinct().Max(day => taken.Count(seat => seat.Covers(day)));

    private static string? WhyNot(Period asked, int capacity, IReadOnlyList<Period> usable, IReadOnlyList<Period> taken) =>
        !usable.Any(period => period.Covers(asked.From) && period.Covers(asked.Until)) ? BaseNotActive
        : Peak(asked, taken) >= capacity ? NoSeat
        : null;
}

namespace Kernel;

/// <summary>The days from one to another, both included; no day if it ends before it begins.</summary>
public readonly record struct Period(DateOnly From, DateOnly Until)
{
    /// <summary>The number of days.</summary>
    public int Days => Math.Max(0, Until.DayNumber - From.DayNumber + 1);

    /// <summary>A number of years from a day on, including that day.</summary>
    public static Period OfYears(DateOnly first, int years) => new(first, first.AddYears(years).AddDays(-1));

    /// <summary>A number of years that end on a day, including that day.</summary>
    public static Period YearsUntil(DateOnly last, int years) => new(last.AddYears(-years).AddDays(1), last);

    public bool Covers(DateOnly day) => From <= day && day <= Until;

    public Period And(Period other) => new(From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);

    /// <summary>Its days before a day, if there is one.</summary>
    public Period Before(DateOnly? end) =>
        end > From ? And(new Period(From, end.Value.AddDays(-1))) : end is null ? this : new Period(From, DateOnly.MinValue);

    public bool Overlaps(Period other) => And(other).Days > 0;

    /// <summary>The same days in order and without overlap; periods that touch become one.</summary>
    public static IReadOnlyList<Period> Merge(IEnumerable<Period> periods)
    {
        var merged = new List<Period>();
        foreach (var period in periods.Where(period => period.Days > 0).OrderBy(period => period.From))
        {
            if (merged.Count == 0 || period.From.DayNumber > merged[^1].Until.DayNumber + 1) merged.Add(period);
            else if (period.Until > merged[^1].Until) merged[^1] = merged[^1] with { Until = period.Until };
        }
        return merged;
    }

    /// <summary>Its days that are in none of the others, in order.</summary>
    public IReadOnlyList<Period> Without(IEnumerable<Period> others)
    {
        var left = new List<Period>();
        var from = From;
        foreach (var other in Merge(others.Select(And)))
        {
            if (other.From > from) left.Add(new(from, other.From.AddDays(-1)));
            if (other.Until >= Until) return left;
            from = other.Until.AddDays(1);
        }
        if (from <= Until) left.Add(new(from, Until));
        return left;
    }

    /// <summary>Its nearest day to a day; null if it has no day.</summary>
    public DateOnly? Nearest(DateOnly day) => Days == 0 ? null : day < From ? From : day > Until ? Until : day;

    /// <summary>Its nearest passing day to a day, the later of two; null if no day passes.</summary>
    public DateOnly? Nearest(DateOnly day, Func<DateOnly, bool> passes)
    {
        if (Nearest(day) is not { } start) return null;
        for (var offset = 0; offset < Days; offset++)
        {
            if (offset <= Until.DayNumber - start.DayNumber && start.AddDays(offset) is var later && passes(later)) return later;
            if (offset <= start.DayNumber - From.DayNumber && start.AddDays(-offset) is var earlier && passes(earlier)) return earlier;
        }
        return null;
    }
}

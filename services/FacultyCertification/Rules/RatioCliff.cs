using Kernel;

namespace FacultyCertification.Rules;

/// <summary>A teacher whom a ratio counts.</summary>
/// <param name="Id">The teacher.</param>
/// <param name="InScope">The days on which the institution employs the teacher in scope.</param>
/// <param name="Certified">The days on which a certificate is in force.</param>
public sealed record CountedTeacher(Guid Id, IReadOnlyList<Period> InScope, IReadOnlyList<Period> Certified)
{
    /// <summary>The last day on which the teacher is certified without a renewal.</summary>
    public DateOnly? LastDay => Certified.Count == 0 ? null : Certified.Max(period => period.Until);

    /// <summary>
    /// The days that a renewal gives. It follows the last certificate, so only a certificate that is still in force or to come is renewed.
    /// Of a teacher who leaves and comes back, it counts until they leave.
    /// </summary>
    public Period? Renewal(Period days) => LastDay is { } last && last >= days.From && last < days.Until
        ? InScope.Select(new Period(last.AddDays(1), days.Until).And).Where(period => period.Days > 0)
            .OrderBy(period => period.From).Cast<Period?>().FirstOrDefault()
        : null;

    public bool IsCountedOn(DateOnly day) => InScope.Any(period => period.Covers(day));

    public bool IsCertifiedOn(DateOnly day) => Certified.Any(period => period.Covers(day));
}

/// <summary>
/// D41: when a ratio falls below a target if nobody renews, and the fewest teachers who must renew so that it does not.
/// </summary>
/// <param name="Teachers">Everybody who is in scope on some of the days.</param>
/// <param name="Target">The target in hundredths of a per cent: 9275 is 92.75 %.</param>
/// <param name="Days">The days to look at, from today on.</param>
public sealed record RatioCliff(IReadOnlyList<CountedTeacher> Teachers, int Target, Period Days)
{
    private const int Whole = 10_000;

    // Between two of these days nothing changes.
    private readonly IReadOnlyList<DateOnly> turns = [.. Teachers
        .SelectMany(teacher => teacher.InScope.Concat(teacher.Certified))
        .SelectMany(period => new[] { period.From, Next(period.Until) })
        .Append(Days.From)
        .Where(Days.Covers)
        .Distinct()
        .Order()];

    /// <summary>The first day on which the ratio is below the target; null if there is none.</summary>
    /// <param name="renewing">The teachers who renew.</param>
    public DateOnly? FirstDayBelow(IReadOnlyCollection<Guid> renewing)
    {
        var renewals = Teachers.Where(teacher => renewing.Contains(teacher.Id)).Select(teacher => teacher.Renewal(Days)).ToList();
        return turns.Cast<DateOnly?>().FirstOrDefault(day =>
            MissingOn(day!.Value) > renewals.Count(renewal => renewal is { } days && days.Covers(day.Value)));
    }

    /// <summary>
    /// The fewest teachers who must renew, by the ends of their certificates; null if the ratio falls below the target even if all do.
    /// </summary>
    /// <remarks>
    /// A renewal is one run of days. On the first day that misses some, those whose runs last longest are taken: any other choice covers no
    /// day that these do not.
    /// </remarks>
    public IReadOnlyList<CountedTeacher>? FewestRenewals()
    {
        var left = Teachers.Select(teacher => (Teacher: teacher, Days: teacher.Renewal(Days)))
            .Where(one => one.Days is not null)
            .OrderByDescending(one => one.Days!.Value.Until).ThenBy(one => one.Teacher.LastDay).ThenBy(one => one.Teacher.Id)
            .ToList();
        var taken = new List<(CountedTeacher Teacher, Period? Days)>();
        foreach (var day in turns)
        {
            var missing = MissingOn(day) - taken.Count(one => one.Days!.Value.Covers(day));
            if (missing <= 0) continue;
            var more = left.Where(one => one.Days!.Value.Covers(day)).Take(missing).ToList();
            if (more.Count < missing) return null;
            taken.AddRange(more);
            left.RemoveAll(more.Contains);
        }
        return [.. taken.Select(one => one.Teacher).OrderBy(teacher => teacher.LastDay).ThenBy(teacher => teacher.Id)];
    }

    /// <summary>How many are in scope on a day, and how many of them are certified without a renewal.</summary>
    public (int Numerator, int Denominator) CountOn(DateOnly day)
    {
        var counted = Teachers.Where(teacher => teacher.IsCountedOn(day)).ToList();
        return (counted.Count(teacher => teacher.IsCertifiedOn(day)), counted.Count);
    }

    // How many more certified teachers the target needs on a day, without renewals.
    private int MissingOn(DateOnly day)
    {
        var (numerator, denominator) = CountOn(day);
        var needed = (((long)Target * denominator) + Whole - 1) / Whole;
        return (int)Math.Max(0, needed - numerator);
    }

    private static DateOnly Next(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);
}

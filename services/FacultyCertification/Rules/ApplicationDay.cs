using Kernel;

namespace FacultyCertification.Rules;

/// <summary>Whether a teacher can apply on a day with what the application holds. A proposed change is one that all of this lets through.</summary>
/// <param name="Today">The business date.</param>
/// <param name="Employment">When the teacher is employed by the institution.</param>
/// <param name="Method">When the method is in force.</param>
/// <param name="WindowYears">In how many years before the application practice counts.</param>
/// <param name="DaysNeeded">How many days of practice the method wants for the level.</param>
/// <param name="Practice">The practice that is stated.</param>
/// <param name="Missing">The kinds of evidence that the method wants for the level and that there are none of.</param>
public sealed record ApplicationDay(
    DateOnly Today, Employment Employment, Period Method, int WindowYears, int DaysNeeded, Practice Practice, IReadOnlyList<string> Missing)
{
    /// <summary>D16: an application is recorded on its day or later.</summary>
    public Verdict JudgePast(DateOnly day) => day <= Today ? Verdict.Passed("D16") : Verdict.Refused("D16", new { submittedOn = day, today = Today }, ChangeOf(day));

    /// <summary>D14: a teacher whom the institution employs on that day applies.</summary>
    public Verdict JudgeEmployed(DateOnly day) => Employment.Days.Covers(day)
        ? Verdict.Passed("D14")
        : Verdict.Refused("D14", new { submittedOn = day, employedFrom = Employment.From, lastDay = Employment.LastDay }, ChangeOf(day));

    /// <summary>D18: a method is used while it is in force.</summary>
    public Verdict JudgeMethod(DateOnly day) => Method.Covers(day)
        ? Verdict.Passed("D18")
        : Verdict.Refused("D18", new { submittedOn = day, effectiveFrom = Method.From, effectiveUntil = Method.Until == DateOnly.MaxValue ? default(DateOnly?) : Method.Until }, ChangeOf(day));

    /// <summary>D18: the kinds of evidence that the method wants are there.</summary>
    public Verdict JudgeEvidence(DateOnly day) => Missing.Count == 0
        ? Verdict.Passed("D18")
        : Verdict.Refused("D18", new { missing = Missing }, IsPractised(day) ? new { evidence = Missing.Select(kind => new { kind }) } : null);

    /// <summary>D17: of the years that end on that day, as many days of practice count as the method wants.</summary>
    public Verdict JudgePractice(DateOnly day) => IsPractised(day)
        ? Verdict.Passed("D17")
        : Verdict.Refused(
            "D17",
            new { submittedOn = day, windowFrom = Window(day).From, daysNeeded = DaysNeeded, daysCounted = Counted(day), countedOfEach = CountedOfEach(day) },
            ChangeOf(day) ?? new { moreDays = DaysNeeded - Counted(day) });

    /// <summary>How many days of practice count for an application on that day.</summary>
    public int Counted(DateOnly day) => Practice.CountIn(Window(day));

    /// <summary>How many of each item do; a day of two items is in both numbers.</summary>
    public IReadOnlyList<int> CountedOfEach(DateOnly day) => Practice.CountEachIn(Window(day));

    private bool IsPractised(DateOnly day) => Counted(day) >= DaysNeeded;

    private Period Window(DateOnly day) => Period.YearsUntil(day, WindowYears);

    // As the window moves, days come and go: the nearest good day is looked for one by one.
    private object? ChangeOf(DateOnly day) =>
        Missing.Count == 0 && Employment.Days.And(Method).And(new Period(DateOnly.MinValue, Today)).Nearest(day, IsPractised) is { } nearest ? new { submittedOn = nearest } : null;
}

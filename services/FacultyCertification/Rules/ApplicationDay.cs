using Kernel;

namespace FacultyCertification.Rules;

/// <summary>Whether a teacher can apply on a day with this application. A proposed change passes all of these rules.</summary>
/// <param name="Today">The business date.</param>
/// <param name="Employment">The days on which the institution employs the teacher.</param>
/// <param name="Method">The days on which the method is in force.</param>
/// <param name="WindowYears">How many years before the application practice counts.</param>
/// <param name="DaysNeeded">How many days of practice the method requires for the level.</param>
/// <param name="Practice">The practice of the application.</param>
/// <param name="Missing">The required kinds of evidence that the application lacks.</param>
public sealed record ApplicationDay(
    DateOnly Today, Employment Employment, Period Method, int WindowYears, int DaysNeeded, Practice Practice, IReadOnlyList<string> Missing)
{
    /// <summary>The days on which failed ethics reviews bar the teacher.</summary>
    public IReadOnlyList<Period> Barred { get; init; } = [];

    /// <summary>What the method's thresholds ask for, and what confirmed evidence counts.</summary>
    public IReadOnlyList<Condition> Thresholds { get; init; } = [];

    /// <summary>Which of the teacher's certificates the application follows.</summary>
    public Succession Succession { get; init; } = new(Level.Junior, [], Today);

    /// <summary>D19: a suspended certificate is not followed; the change is the reinstatement, or the nearest day that passes.</summary>
    public Verdict JudgeInForce(DateOnly day)
    {
        var verdict = Succession.JudgeInForce(day);
        return verdict.Passes || Succession.IsSuspendedSince(day) ? verdict : verdict with { Change = ChangeOf(day) };
    }

    /// <summary>D19: a renewal is applied for within its window; the change is the nearest day that passes.</summary>
    public Verdict JudgeWindow(DateOnly day) => Succession.JudgeWindow(day) is { Passes: false } && ChangeOf(day) is { } change
        ? Succession.JudgeWindow(day) with { Change = change }
        : Succession.JudgeWindow(day);

    /// <summary>
    /// D15: no failed ethics review bars the teacher on that day. The change is the first day after the bar that passes all rules, or the
    /// end of the bar where no day passes yet.
    /// </summary>
    public Verdict JudgeEthics(DateOnly day)
    {
        var verdict = EthicsBar.Judge(day, Barred);
        return EthicsBar.FirstAfter(day, Barred) is { } first && ChangeOf(first, first) is { } change
            ? verdict with { Change = change }
            : verdict;
    }

    /// <summary>D16: an application is recorded on its day or later.</summary>
    public Verdict JudgePast(DateOnly day) => day <= Today
        ? Verdict.Passed("D16")
        : Verdict.Refused("D16", new { submittedOn = day, today = Today }, ChangeOf(day));

    /// <summary>D14: the institution employs the teacher on that day.</summary>
    public Verdict JudgeEmployed(DateOnly day) => Employment.Days.Covers(day)
        ? Verdict.Passed("D14")
        : Verdict.Refused("D14", new { submittedOn = day, employedFrom = Employment.From, lastDay = Employment.LastDay }, ChangeOf(day));

    /// <summary>D18: a method is used while it is in force.</summary>
    public Verdict JudgeMethod(DateOnly day) => Method.Covers(day)
        ? Verdict.Passed("D18")
        : Verdict.Refused(
            "D18",
            new { submittedOn = day, effectiveFrom = Method.From, effectiveUntil = LastDayOfMethod },
            ChangeOf(day));

    /// <summary>D18: the application has the required kinds of evidence.</summary>
    public Verdict JudgeEvidence(DateOnly day) => Missing.Count == 0
        ? Verdict.Passed("D18")
        : Verdict.Refused(
            "D18", new { missing = Missing, conditions = Unmet(day) },
            IsPractised(day) && Short.Count == 0 ? new { evidence = Missing.Select(kind => new { kind }) } : null);

    /// <summary>D18: as much confirmed evidence of each kind counts as the method requires.</summary>
    public Verdict JudgeThresholds(DateOnly day) => Short.Count == 0
        ? Verdict.Passed("D18")
        : Verdict.Refused(
            "D18", new { conditions = Unmet(day) },
            IsPractised(day) ? new { evidence = Short.Select(one => new { one.Kind, amount = one.Missing }) } : null);

    /// <summary>D17: in the years up to that day, as many days of practice count as the method requires.</summary>
    public Verdict JudgePractice(DateOnly day) => IsPractised(day)
        ? Verdict.Passed("D17")
        : Verdict.Refused(
            "D17",
            new
            {
                submittedOn = day,
                windowFrom = Window(day).From,
                daysNeeded = DaysNeeded,
                daysCounted = Counted(day),
                countedOfEach = CountedOfEach(day),
                conditions = Unmet(day),
            },
            ChangeOf(day) ?? new { moreDays = DaysNeeded - Counted(day) });

    /// <summary>How many days of practice count for an application on that day.</summary>
    public int Counted(DateOnly day) => Practice.CountIn(Window(day));

    /// <summary>How many of each item count. A day of two items is in both numbers.</summary>
    public IReadOnlyList<int> CountedOfEach(DateOnly day) => Practice.CountEachIn(Window(day));

    private IReadOnlyList<Condition> Short => [.. Thresholds.Where(threshold => threshold.Missing > 0)];

    // Each condition that fails, and by how much.
    private IReadOnlyList<Condition> Unmet(DateOnly day) =>
        [
            .. new[] { new Condition(Condition.PracticeDays, DaysNeeded, Counted(day)) }.Where(one => one.Missing > 0),
            .. Missing.Where(kind => Short.All(one => one.Kind != kind)).Select(kind => new Condition(kind, 1, 0)),
            .. Short,
        ];

    private DateOnly? LastDayOfMethod => Method.Until == DateOnly.MaxValue ? null : Method.Until;

    private bool IsPractised(DateOnly day) => Counted(day) >= DaysNeeded;

    private Period Window(DateOnly day) => Period.YearsUntil(day, WindowYears);

    // As the window moves, days enter and leave it, so the nearest good day is looked for one by one.
    private object? ChangeOf(DateOnly day, DateOnly? earliest = null)
    {
        if (Missing.Count > 0 || Short.Count > 0) return null;
        var possible = Employment.Days.And(Method).And(new Period(earliest ?? DateOnly.MinValue, Today));
        return possible.Nearest(day, IsGood) is { } nearest ? new { submittedOn = nearest } : null;
    }

    private bool IsGood(DateOnly day) =>
        IsPractised(day) && EthicsBar.FirstAfter(day, Barred) is null && Succession.PassesOn(day);
}

using Kernel;

namespace Enrollment.Rules;

/// <summary>
/// D20: the days on which a teacher may lead a module of an institution. Only the days of certificates and employments decide, so it does
/// not matter when the news came.
/// </summary>
/// <param name="Certified">The days on which the certificates are in force, whichever institution granted them (D45).</param>
/// <param name="Employed">The days on which the institution employs the teacher, in order and without overlap.</param>
internal sealed record TeacherStanding(IReadOnlyList<Period> Certified, IReadOnlyList<Period> Employed)
{
    public const string Departed = "teacher-departed";
    public const string NotYetEmployed = "teacher-not-yet-employed";
    public const string NotCertified = "certificate-not-in-force";
    public const string Suspended = "certificate-suspended";

    /// <summary>The days of a teacher whose employments are not known yet.</summary>
    public static readonly IReadOnlyList<Period> Always = [new(DateOnly.MinValue, DateOnly.MaxValue)];

    /// <summary>The days on which a certificate is suspended. Others may be in force then.</summary>
    public IReadOnlyList<Period> Suspensions { get; init; } = [];

    /// <summary>A teacher of whom no certificate is known.</summary>
    public static readonly TeacherStanding Unknown = new([], Always);

    /// <summary>Why the teacher does not lead on a day; null if they do.</summary>
    public string? WhyNot(DateOnly day) =>
        !Employed.Any(period => period.Covers(day)) ? (Employed.Any(period => period.Until < day) ? Departed : NotYetEmployed)
        : Certified.Any(period => period.Covers(day)) ? null
        : Suspensions.Any(period => period.Covers(day)) ? Suspended
        : NotCertified;

    /// <summary>Why the rest of an assignment needs another teacher; null if it does not. What is past is not touched (flow 5).</summary>
    /// <param name="assignment">The days of the assignment.</param>
    /// <param name="today">The business date.</param>
    public string? Flag(Period assignment, DateOnly today)
    {
        var rest = assignment with { From = assignment.From > today ? assignment.From : today };
        return rest.Days == 0 ? null : WhyNot(rest.From);
    }

    /// <summary>Whether a teacher may lead on these days: certified on the first one, and employed on each (D20, D45).</summary>
    /// <returns>Refused with the first later days on which the teacher may begin, or with the last day of the employment.</returns>
    public static Verdict Judge(TeacherStanding teacher, Period days)
    {
        if (teacher.WhyNot(days.From) is { } reason) return Refused(teacher, days, reason, teacher.NextFrom(days));
        var employed = teacher.Employed.First(period => period.Covers(days.From));
        return days.Until <= employed.Until
            ? Verdict.Passed("D20")
            : Refused(teacher, days, Departed, new { endsOn = employed.Until });
    }

    private object? NextFrom(Period days)
    {
        var ahead = new Period(days.From, DateOnly.MaxValue);
        var next = Employed
            .SelectMany(employed => Certified.Select(certified => (First: employed.And(certified).And(ahead), Last: employed.Until)))
            .Where(both => both.First.Days > 0)
            .OrderBy(both => both.First.From)
            .FirstOrDefault();
        if (next.First.Days == 0) return null;
        var from = next.First.From;
        return from > days.Until ? new { startsOn = from, endsOn = from }
            : days.Until > next.Last ? new { startsOn = from, endsOn = next.Last }
            : new { startsOn = from };
    }

    private static Verdict Refused(TeacherStanding teacher, Period days, string reason, object? change) => Verdict.Refused(
        "D20",
        new
        {
            reason,
            startsOn = days.From,
            endsOn = days.Until,
            certified = teacher.Certified.Where(period => period.Days > 0),
            employed = teacher.Employed == Always ? [] : teacher.Employed,
        },
        change);
}

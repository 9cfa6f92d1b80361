using Kernel;

namespace Enrollment.Rules;

/// <summary>
/// D20: the days on which a teacher may lead a module of an institution. Only the certificates' own days decide, so it does not matter
/// when the news came.
/// </summary>
/// <param name="Certified">The days on which the certificates are in force.</param>
/// <param name="LastDay">The teacher's last day at the institution, if a departure is known (D45).</param>
internal sealed record TeacherStanding(IReadOnlyList<Period> Certified, DateOnly? LastDay)
{
    public const string Departed = "teacher-departed";
    public const string NotCertified = "certificate-not-in-force";
    public const string Suspended = "certificate-suspended";

    /// <summary>The days on which a certificate is suspended. Others may be in force then.</summary>
    public IReadOnlyList<Period> Suspensions { get; init; } = [];

    /// <summary>A teacher of whom no certificate is known.</summary>
    public static readonly TeacherStanding Unknown = new([], null);

    /// <summary>Why the teacher does not lead on a day; null if they do.</summary>
    public string? WhyNot(DateOnly day) =>
        LastDay < day ? Departed
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

    /// <summary>Whether a teacher may lead from a day on.</summary>
    /// <returns>Refused with the first day of the next certificate, if the teacher is still there.</returns>
    public static Verdict Judge(TeacherStanding teacher, DateOnly from)
    {
        if (teacher.WhyNot(from) is not { } reason) return Verdict.Passed("D20");
        var next = teacher.Certified.Where(period => period.Days > 0 && period.From > from).Select(period => (DateOnly?)period.From).Min();
        return Verdict.Refused(
            "D20",
            new { reason, from, certified = teacher.Certified.Where(period => period.Days > 0), teacher.LastDay },
            next is null || teacher.LastDay < next ? null : new { from = next });
    }
}

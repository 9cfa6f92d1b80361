using Kernel;

namespace FacultyCertification.Rules;

/// <summary>
/// D16: a step of a recognition is recorded on its day or later, and not before the step that it follows. A proposed change passes all of
/// these rules.
/// </summary>
/// <param name="Member">The request's member for the day, such as <c>decidedOn</c>.</param>
/// <param name="Earliest">The day of the step that it follows.</param>
/// <param name="Today">The business date.</param>
/// <param name="Employment">The teacher's days of employment, for a step about one teacher.</param>
public sealed record StepDay(string Member, DateOnly Earliest, DateOnly Today, Employment? Employment = null)
{
    public Verdict JudgeOrder(DateOnly day) => Steps.Covers(day)
        ? Verdict.Passed("D16")
        : Verdict.Refused(
            "D16", new Dictionary<string, DateOnly> { [Member] = day, ["earliest"] = Earliest, ["today"] = Today }, ChangeFor(day));

    /// <summary>D14: the institution employs the teacher on the day of the step.</summary>
    public Verdict JudgeEmployed(DateOnly day) => Employment is not { } employment || employment.Days.Covers(day)
        ? Verdict.Passed("D14")
        : Verdict.Refused(
            "D14",
            new Dictionary<string, DateOnly?> { [Member] = day, ["employedFrom"] = employment.From, ["lastDay"] = employment.LastDay },
            ChangeFor(day));

    private Period Steps => new(Earliest, Today);

    private Dictionary<string, DateOnly>? ChangeFor(DateOnly day) =>
        (Employment is { } employment ? Steps.And(employment.Days) : Steps).Nearest(day) is { } nearest
            ? new() { [Member] = nearest }
            : null;
}

using Kernel;

namespace Enrollment.Rules;

/// <summary>A candidate has one mark for each component (D10), and a bonus up to the plan's maximum (D8).</summary>
internal static class EnteredMarks
{
    public static Verdict JudgeComponents(IReadOnlyCollection<string> components, IReadOnlyCollection<string> marked) =>
        marked.Order(StringComparer.Ordinal).SequenceEqual(components.Order(StringComparer.Ordinal))
            ? Verdict.Passed("D10")
            : Verdict.Refused(
                "D10",
                new
                {
                    missing = components.Except(marked),
                    unknown = marked.Except(components),
                    twice = marked.GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key),
                },
                change: new { marks = components.Select(component => new { component }) });

    /// <param name="bonus">In hundredths.</param>
    /// <param name="most">The plan's maximum, in hundredths.</param>
    public static Verdict JudgeBonus(int bonus, int most) => bonus <= most
        ? Verdict.Passed("D8")
        : Verdict.Refused("D8", new { bonus = bonus / 100m, bonusMax = most / 100m }, change: new { bonus = most / 100m });
}

using Kernel;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>One period of an organisation in a consortium, a base or a project.</summary>
/// <param name="Kind">What kind of organisation it is.</param>
/// <param name="JoinedOn">The first day on which it is in it.</param>
/// <param name="LeftOn">The first day on which it is no longer in it; null while it stays.</param>
/// <param name="LeadsFrom">The first day on which it leads; null if it does not lead.</param>
public sealed record Part(string Kind, DateOnly JoinedOn, DateOnly? LeftOn = null, DateOnly? LeadsFrom = null)
{
    public bool IsThereOn(DateOnly day) => JoinedOn <= day && (LeftOn is null || day < LeftOn);

    public bool LeadsOn(DateOnly day) => LeadsFrom <= day && IsThereOn(day);
}

/// <summary>
/// Who must be there on every date. Only dates with a join, a leave or a new lead are checked, because nothing changes between them.
/// </summary>
internal static class Composition
{
    /// <summary>What is missing if nobody leads: a role, and no kind of organisation.</summary>
    public const string Lead = "lead";

    /// <param name="rule">The rule that asks for it.</param>
    /// <param name="from">The first date to check.</param>
    /// <param name="parts">All known joins and leaves, also future ones.</param>
    /// <param name="missing">Finds who is missing among those present on a date.</param>
    /// <returns>Refused with the first date on which somebody is missing, and who must join by then and stay, over all dates.</returns>
    public static Verdict Judge(
        string rule, DateOnly from, IReadOnlyList<Part> parts, Func<IReadOnlyList<Part>, DateOnly, IEnumerable<string>> missing)
    {
        var gaps = Changes(from, parts)
            .Select(date => (Date: date, Missing: missing([.. parts.Where(part => part.IsThereOn(date))], date).ToList()))
            .Where(gap => gap.Missing.Count > 0).ToList();
        if (gaps.Count == 0) return Verdict.Passed(rule);
        var (by, wanted) = (gaps[0].Date, gaps.SelectMany(gap => gap.Missing).Distinct().ToList());
        return Verdict.Refused(
            rule, new { date = by, missing = gaps[0].Missing },
            new { join = wanted.Where(who => who != Lead), asLead = wanted.Contains(Lead), by });
    }

    private static IEnumerable<DateOnly> Changes(DateOnly from, IEnumerable<Part> parts) =>
        parts.SelectMany(part => new[] { part.JoinedOn, part.LeftOn, part.LeadsFrom }).OfType<DateOnly>()
            .Where(date => date > from).Append(from).Distinct().Order();
}

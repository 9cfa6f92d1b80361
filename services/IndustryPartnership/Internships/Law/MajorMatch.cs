using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D36 (R): the post matches the learner's major or a near one. A near major has the same class (D): the first digits of the code, as many
/// as the pack says. The pack may also make the two majors of an articulation near.
/// </summary>
public static class MajorMatch
{
    public const string Name = "major-match";

    /// <param name="Digits">How many digits of a code are its class.</param>
    /// <param name="Articulated">Whether the two majors of an articulation are near each other.</param>
    public sealed record Limits([property: Range(1, 20)] int Digits, bool Articulated = false);

    private static readonly string[] Missing = ["terms.majors"];

    /// <summary>Compares a learner's major with a slot's majors.</summary>
    /// <param name="major">The learner's.</param>
    /// <param name="slotMajors">The slot's.</param>
    /// <param name="limits">What counts as near.</param>
    /// <param name="articulated">The majors that an articulation links to the learner's.</param>
    public static Verdict Judge(string major, IReadOnlyList<string> slotMajors, Limits limits, IReadOnlyList<string>? articulated = null)
    {
        var near = limits.Articulated ? articulated ?? [] : [];
        var facts = new { major, slotMajors, limits.Digits, articulated = near };
        return slotMajors.Any(wanted => Class(wanted, limits) == Class(major, limits) || near.Contains(wanted))
            ? Verdict.Passed("D36", facts)
            : Verdict.Refused("D36", facts, new { majorOfClass = slotMajors.Select(wanted => Class(wanted, limits)).Distinct() });
    }

    /// <summary>Each of a slot's majors must have a class, so that it can be matched.</summary>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var named = slot.Terms.Majors.Where(major => major.Length >= limits.Digits).ToList();
        var facts = new { slot.Terms.Majors, limits.Digits };
        return named.Count == slot.Terms.Majors.Count ? Verdict.Passed("D36", facts)
            : Verdict.Refused(
                "D36", facts,
                named.Count > 0 ? new { terms = new { majors = named } } : new { missing = Missing, atLeastDigits = limits.Digits });
    }

    private static string Class(string code, Limits limits) => code.Length <= limits.Digits ? code : code[..limits.Digits];
}

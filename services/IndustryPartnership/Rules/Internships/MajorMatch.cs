using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Rules.Internships;

/// <summary>D36 (R): the post matches the learner's major or a near one, which is (D) one of the same class: the first digits of the code, as many as the pack says.</summary>
public static class MajorMatch
{
    public const string Name = "major-match";

    /// <param name="Digits">How many digits of a code are its class.</param>
    public sealed record Limits([property: Range(1, 20)] int Digits);

    /// <summary>A learner's major against those of a slot.</summary>
    public static Verdict Judge(string major, IReadOnlyList<string> slotMajors, Limits limits) => slotMajors.Any(wanted => Class(wanted, limits) == Class(major, limits))
        ? Verdict.Passed("D36", new { major, slotMajors, limits.Digits })
        : Verdict.Refused("D36", new { major, slotMajors, limits.Digits }, new { majorOfClass = slotMajors.Select(wanted => Class(wanted, limits)).Distinct() });

    /// <summary>A slot's majors each name a class, so that it can be told whose they are.</summary>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var named = slot.Majors.Where(major => major.Length >= limits.Digits).ToList();
        return named.Count == slot.Majors.Count
            ? Verdict.Passed("D36", new { slot.Majors, limits.Digits })
            : Verdict.Refused("D36", new { slot.Majors, limits.Digits }, named.Count > 0 ? new { majors = named } : null);
    }

    private static string Class(string code, Limits limits) => code.Length <= limits.Digits ? code : code[..limits.Digits];
}

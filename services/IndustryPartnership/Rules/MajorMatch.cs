using Kernel;

namespace IndustryPartnership.Rules;

/// <summary>D36: the post matches the learner's major or a near one, which is one of the same class: the first four digits of the code.</summary>
public static class MajorMatch
{
    private const int ClassDigits = 4;

    public static Verdict Judge(string major, IReadOnlyList<string> slotMajors) => slotMajors.Any(wanted => Class(wanted) == Class(major))
        ? Verdict.Passed("D36")
        : Verdict.Refused("D36", new { major, slotMajors }, new { majorOfClass = slotMajors.Select(Class).Distinct() });

    private static string Class(string code) => code.Length <= ClassDigits ? code : code[..ClassDigits];
}

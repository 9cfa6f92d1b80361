using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D14: only teachers of specialist courses and internship instructors are in scope of recognition and the ratio.</summary>
public static class Scope
{
    public const string Specialist = "specialist";
    public const string InternshipInstructor = "internship-instructor";
    public const string General = "general";

    /// <summary>The categories that are in scope.</summary>
    public static IReadOnlyList<string> Categories { get; } = [Specialist, InternshipInstructor];

    public static Verdict Judge(string category) => Categories.Contains(category)
        ? Verdict.Passed("D14")
        : Verdict.Refused("D14", new { category, inScope = Categories });
}

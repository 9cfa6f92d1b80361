namespace Contracts;

/// <summary>The four measures of the cooperation (S9), as tags name them.</summary>
public static class Measure
{
    public const string IntegratingCourses = "integrating-courses";
    public const string IntegratingTeachers = "integrating-teachers";
    public const string GeneralEducation = "general-education";
    public const string IndustryIntegration = "industry-integration";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [IntegratingCourses, IntegratingTeachers, GeneralEducation, IndustryIntegration];
}

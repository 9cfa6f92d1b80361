using Contracts;
using Kernel.Http;

namespace Enrollment.Features.Figures;

/// <summary>
/// D41: a figure of few learners tells about single people. Everybody reads the others, and the institutions concerned and the
/// authority read all.
/// </summary>
internal static class FigureReaders
{
    /// <summary>The fewest learners of a figure that everybody reads.</summary>
    public const int Fewest = 5;

    /// <param name="cohort">The cohort, if the figure is of one.</param>
    /// <param name="class">The class, if the figure is of one.</param>
    /// <param name="denominator">Everybody counted.</param>
    public static bool IsForAll(int? cohort, string? @class, int denominator) => cohort is null && @class is null && denominator >= Fewest;

    /// <summary>Whether the caller acts for one of the institutions, not as a learner, or is the authority.</summary>
    public static bool Concerns(Caller caller, IEnumerable<string> institutions) =>
        caller.Is(Roles.Authority) || (!caller.Is(Roles.Learner) && institutions.Contains(caller.Org));
}

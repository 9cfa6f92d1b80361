using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>
/// S19: a school–enterprise project has at least one institution and one enterprise among its parties on every date. To end it, close it.
/// </summary>
public static class ProjectParties
{
    public const string Institution = "institution";

    /// <param name="from">The first date to check.</param>
    /// <param name="parts">All known joins and leaves, also future ones.</param>
    public static Verdict Judge(DateOnly from, IReadOnlyList<Part> parts) =>
        Composition.Judge("S19", from, parts, (present, _) => Missing([.. present.Select(part => part.Kind)]));

    private static IEnumerable<string> Missing(IReadOnlyList<string> kinds)
    {
        if (!kinds.Any(OrganisationKind.IsInstitution)) yield return Institution;
        if (!kinds.Contains(OrganisationKind.Enterprise)) yield return OrganisationKind.Enterprise;
    }
}

using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>
/// S19: a school–enterprise project has on every date at least one institution and one enterprise among its parties. Closing it is the way
/// to end it.
/// </summary>
public static class ProjectParties
{
    public const string Institution = "institution";

    /// <param name="from">The first date that is looked at.</param>
    /// <param name="parts">All joins and leaves that are known, those to come among them.</param>
    public static Verdict Judge(DateOnly from, IReadOnlyList<Part> parts) =>
        Composition.Judge("S19", from, parts, (present, _) => Missing([.. present.Select(part => part.Kind)]));

    private static IEnumerable<string> Missing(IReadOnlyList<string> kinds)
    {
        if (!kinds.Any(OrganisationKind.IsInstitution)) yield return Institution;
        if (!kinds.Contains(OrganisationKind.Enterprise)) yield return OrganisationKind.Enterprise;
    }
}

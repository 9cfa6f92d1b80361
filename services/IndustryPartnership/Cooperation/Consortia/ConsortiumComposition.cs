using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>
/// D24: from its founding on, a consortium has on every date a lead, an enterprise, a university and a vocational school. A vocational
/// school here is a vocational college; a secondary school does not count.
/// </summary>
public static class ConsortiumComposition
{
    private static readonly string[] Kinds = [OrganisationKind.Enterprise, OrganisationKind.University, OrganisationKind.VocationalCollege];

    /// <param name="foundedOn">The day of the founding.</param>
    /// <param name="parts">All known joins and leaves, also future ones.</param>
    /// <returns>Refused with the first date on which somebody is missing, and who must join by then.</returns>
    public static Verdict Judge(DateOnly foundedOn, IReadOnlyList<Part> parts) => Composition.Judge("D24", foundedOn, parts, Missing);

    private static IEnumerable<string> Missing(IReadOnlyList<Part> present, DateOnly date)
    {
        if (!present.Any(part => part.LeadsOn(date))) yield return Composition.Lead;
        foreach (var kind in Kinds.Where(kind => present.All(part => part.Kind != kind))) yield return kind;
    }
}

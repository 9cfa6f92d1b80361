using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>
/// D24: from its founding on a consortium has on every date at least one lead and, among leads and members, at least one enterprise, one
/// university and one vocational school, which is a vocational college here: a secondary school does not stand in for it.
/// </summary>
public static class ConsortiumComposition
{
    private static readonly string[] Kinds = [OrganisationKind.Enterprise, OrganisationKind.University, OrganisationKind.VocationalCollege];

    /// <param name="foundedOn">The day of the founding.</param>
    /// <param name="parts">All joins and leaves that are known, those to come among them.</param>
    /// <returns>Refused with the first date on which somebody is missing, and who is to join by then.</returns>
    public static Verdict Judge(DateOnly foundedOn, IReadOnlyList<Part> parts) => Composition.Judge("D24", foundedOn, parts, Missing);

    private static IEnumerable<string> Missing(IReadOnlyList<Part> present, DateOnly date)
    {
        if (!present.Any(part => part.LeadsOn(date))) yield return Composition.Lead;
        foreach (var kind in Kinds.Where(kind => present.All(part => part.Kind != kind))) yield return kind;
    }
}

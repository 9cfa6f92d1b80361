using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>What is refused of templates.</summary>
internal static partial class Problems
{
    private static readonly ProblemType ClausesMissingType = IndustryPartnershipService.Problems.Define(
        "clauses-missing", 422, "The template of the institution's agreements lacks clauses that the slot's rules ask for (D31).");
    private static readonly ProblemType NoLearnersHereType = IndustryPartnershipService.Problems.Define(
        "no-learners-here", 422, "A verified school, college or university keeps a template of its placements' agreements (D31).");

    public static Refusal ClausesMissing(string institution, int? version, IReadOnlyList<string> missing) =>
        ClausesMissingType.Refuse(
        $"Have {institution} keep a template with {string.Join(", ", missing)}.",
        "D31",
        new { institution, templateVersion = version, missing },
        new { keep = "/industry-partnership/v1/agreement-templates", by = institution, clauses = missing });

    public static Refusal NoLearnersHere(string org) => NoLearnersHereType.Refuse(
        "The institution of the learners does this.",
        "D31",
        new
        {
            organisation = org,
            kinds = new[] { OrganisationKind.University, OrganisationKind.VocationalCollege, OrganisationKind.SecondarySchool },
        });
}

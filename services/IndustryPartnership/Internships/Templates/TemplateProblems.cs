using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>The refusals about templates.</summary>
internal static partial class Problems
{
    private static readonly ProblemType ClausesMissingType = IndustryPartnershipService.Problems.Define(
        "clauses-missing", 422, "The institution's template lacks clauses that the slot's rules require.");
    private static readonly ProblemType NoLearnersHereType = IndustryPartnershipService.Problems.Define(
        "no-learners-here", 422, "Only a verified school, college or university may keep an agreement template.");

    public static Refusal ClausesMissing(string institution, int? version, IReadOnlyList<string> missing) =>
        ClausesMissingType.Refuse(
        $"Have {institution} keep a template with the clauses {string.Join(", ", missing)}.",
        "D31",
        new { institution, templateVersion = version, missing },
        new { keep = "/industry-partnership/v1/agreement-templates", by = institution, clauses = missing });

    public static Refusal NoLearnersHere(string org) => NoLearnersHereType.Refuse(
        "Have the verified school, college or university of the learners keep the template.",
        "D31",
        new
        {
            organisation = org,
            kinds = new[] { OrganisationKind.University, OrganisationKind.VocationalCollege, OrganisationKind.SecondarySchool },
        });
}

using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>The filters of the list of organisations.</summary>
internal sealed record OrganisationFilter
{
    [OneOf(
        OrganisationKind.University, OrganisationKind.VocationalCollege, OrganisationKind.SecondarySchool,
        OrganisationKind.Enterprise, OrganisationKind.Authority, OrganisationKind.EvaluationOrganisation)]
    public string? Kind { get; init; }

    [OneOf("registered", "verified", "closed")]
    public string? State { get; init; }

    [Code]
    public string? Unit { get; init; }
}

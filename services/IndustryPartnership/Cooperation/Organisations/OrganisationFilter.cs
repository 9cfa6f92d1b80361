using System.Text.RegularExpressions;
using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>The filters of the list of organisations.</summary>
internal sealed partial record OrganisationFilter
{
    [OneOf(
        OrganisationKind.University, OrganisationKind.VocationalCollege, OrganisationKind.SecondarySchool,
        OrganisationKind.Enterprise, OrganisationKind.Authority, OrganisationKind.EvaluationOrganisation)]
    public string? Kind { get; init; }

    [OneOf("registered", "verified", "closed")]
    public string? State { get; init; }

    [Code]
    public string? Unit { get; init; }

    [Name(200)]
    public string? Name { get; init; }

    /// <summary>The text of the name anywhere in a name, as LIKE reads it with the escape character <c>!</c>.</summary>
    internal string? NamePattern => Name is null ? null : $"%{Wildcard().Replace(Name, "!$0")}%";

    [GeneratedRegex("[!%_\\[]")]
    private static partial Regex Wildcard();
}

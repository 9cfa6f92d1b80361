using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Organisations;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>The refusals about organisations.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotYoursToRegisterType = IndustryPartnershipService.Problems.Define(
        "not-yours-to-register", 403, "You may not register organisations of this kind.");
    private static readonly ProblemType NotYourOrganisationType = IndustryPartnershipService.Problems.Define(
        "not-your-organisation", 403, "Only the organisation itself may do this.");
    private static readonly ProblemType NotAnInstitutionType = IndustryPartnershipService.Problems.Define(
        "not-an-institution", 403, "Only a verified institution may verify enterprises.");
    private static readonly ProblemType NotAwaitingVerificationType = IndustryPartnershipService.Problems.Define(
        "not-awaiting-verification", 409, "Only a registered enterprise that is not verified yet can be verified.");
    private static readonly ProblemType InUseType = IndustryPartnershipService.Problems.Define(
        "organisation-in-use", 409, "Agreements, consortia, bases, projects, open slots or placements still name the organisation.");
    private static readonly ProblemType NotAnEnterpriseType = IndustryPartnershipService.Problems.Define(
        "not-an-enterprise", 422, "Only an enterprise states staff counts.");

    public static Refusal NotYoursToRegister(string kind, string code) => NotYoursToRegisterType.Refuse(
        kind == OrganisationKind.Enterprise
            ? Wording.Of($"An enterprise registers itself, with a token whose org is {code}.")
            : Wording.Of($"Have an authority, or the platform's operator (role ops), register a {kind}."),
        facts: new { kind, code });

    public static Refusal NotYourOrganisation(string code) =>
        NotYourOrganisationType.Refuse($"Use a token whose org is {code}.", facts: new { code });

    public static Refusal NotAnInstitution(string org) => NotAnInstitutionType.Refuse(
        "Have a verified university, vocational college or secondary school do this.", facts: new { organisation = org });

    public static Refusal CodeTaken(string code) =>
        CodeTakenType.Refuse("Codes are never reused. Choose another one.", facts: new { code });

    public static Refusal UnitCodeTaken(string organisation, string code) => CodeTakenType.Refuse(
        "The organisation already has a unit with this code. Choose another one.", facts: new { organisation, code });

    public static Refusal NotAwaitingVerification(Organisation found) =>
        NotAwaitingVerificationType.Refuse(
            "The organisation's kind or state in the facts does not allow a verification.", facts: new { found.Kind, found.State });

    public static Refusal OrganisationInUse(
        IReadOnlyList<Guid> agreements, ILookup<string, Guid> memberships, IReadOnlyDictionary<string, IReadOnlyList<Guid>> resting)
    {
        var consortia = memberships["consortium"].ToList();
        var bases = memberships["base"].ToList();
        var projects = memberships["project"].ToList();
        var (slots, placements) = (resting["slot"], resting["placement"]);
        (string Path, IReadOnlyList<Guid> Ids)[] left = [("consortia", consortia), ("bases", bases), ("projects", projects)];
        return InUseType.Refuse(
            "Terminate the agreements or let them expire. Leave the consortia and bases, and leave or close the projects. "
            + "Close the slots, and complete or stop the placements.",
            agreements.Count > 0 ? "D22" : consortia.Count > 0 ? "D24" : bases.Count > 0 ? "D25" : projects.Count > 0 ? "S19" : "D37",
            new { agreements, consortia, bases, projects, slots, placements },
            new
            {
                terminate = agreements,
                close = slots,
                end = placements,
                leave = left.SelectMany(kind => kind.Ids.Select(id => $"/industry-partnership/v1/{kind.Path}/{id}/departure")),
            });
    }

    public static Refusal NotAnEnterprise(string code) =>
        NotAnEnterpriseType.Refuse("Staff counts limit the interns of enterprises. Other organisations have none.", "D29", new { code });
}

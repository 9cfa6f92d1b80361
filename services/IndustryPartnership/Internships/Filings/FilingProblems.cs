using IndustryPartnership.Internships.Filings;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>The refusals about filings.</summary>
internal static partial class Problems
{
    private static readonly ProblemType FilingPartiesType = IndustryPartnershipService.Problems.Define(
        "filing-parties-unknown", 422, "A filing must name a registered school and a registered enterprise.");
    private static readonly ProblemType FilingOverType = IndustryPartnershipService.Problems.Define(
        "filing-over", 409, "A filing can end only once, on or before its last day.");
    private static readonly ProblemType NotYourFilingType = IndustryPartnershipService.Problems.Define(
        "not-your-filing", 403, "Only the authority that recorded a filing may change it.");

    public static Refusal FilingPartiesUnknown(string? institution, string? enterprise) =>
        FilingPartiesType.Refuse(
            "Name a school, college or university and an enterprise by their codes.", "D28", new { institution, enterprise });

    public static Refusal FilingNumberTaken(string authority, string number) =>
        Cooperation.Problems.CodeTakenType.Refuse(
            "The authority already has a filing with this number. Correct that one, or choose another number.", "D28",
            new { authority, number });

    public static Refusal FilingOver(Filing filing, DateOnly endedOn) => FilingOverType.Refuse(
        filing.EndedOn is null ? "Send a day on or before the filing's last day."
        : "The filing has already ended. If that is wrong, correct the record.", "D28",
        new { endedOn, filing.Until, ended = filing.EndedOn }, filing.EndedOn is null ? new { endedOn = filing.Until } : null);

    public static Refusal NotYourFiling(Filing filing) =>
        NotYourFilingType.Refuse($"Only {filing.Authority} may do this.", "D28", facts: new { filing.Authority });
}

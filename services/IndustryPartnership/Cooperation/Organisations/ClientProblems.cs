using IndustryPartnership.Cooperation.Organisations;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>The refusals about clients, and about requests for verification.</summary>
internal static partial class Problems
{
    private static readonly ProblemType ClientStateType = IndustryPartnershipService.Problems.Define(
        "client-state", 409, "The client's state does not allow this.");
    private static readonly ProblemType TooManyClientRequestsType = IndustryPartnershipService.Problems.Define(
        "too-many-client-requests", 409, "Too many requests for clients of the organisation wait for a decision.");
    private static readonly ProblemType RolesOfAnotherKindType = IndustryPartnershipService.Problems.Define(
        "roles-of-another-kind", 422, "Organisations of this kind cannot have all of these roles.");
    private static readonly ProblemType NotAVerifierType = IndustryPartnershipService.Problems.Define(
        "not-a-verifier", 422, "Only a verified institution can be asked to verify an enterprise.");
    private static readonly ProblemType VerificationAskedType = IndustryPartnershipService.Problems.Define(
        "verification-asked", 409, "The institution was already asked, and has not answered yet.");
    private static readonly ProblemType VerificationStateType = IndustryPartnershipService.Problems.Define(
        "verification-request-state", 409, "The request for verification is answered or has ended.");

    public static Refusal NotYoursToAskFor(string code) => NotYourOrganisationType.Refuse(
        $"Use a token of {code} with the role org-admin, or a token without an organisation.", facts: new { code });

    public static Refusal ClientNotIn(ClientRow client, params string[] states) => ClientStateType.Refuse(
        $"The client is {client.State}. It must be {Wording.AnyOf(states)}.", facts: new { client.State, states });

    public static Refusal TooManyClientRequests(string organisation, int open, int most) => TooManyClientRequestsType.Refuse(
        "Wait for a decision, or withdraw a request.", facts: new { organisation, open, most });

    public static Refusal RolesOfAnotherKind(Organisation organisation, IEnumerable<string> without, IReadOnlyList<string> having) =>
        RolesOfAnotherKindType.Refuse(
            "Leave out the roles in the facts.", facts: new { organisation.Code, organisation.Kind, without },
            change: having.Count > 0 ? new { roles = having } : null);

    public static Refusal NotAVerifier(string institution) => NotAVerifierType.Refuse(
        "Find an institution by its name, and send its code.", facts: new { institution },
        change: new { find = "/industry-partnership/v1/organisations?state=verified&kind=vocational-college&name=" });

    public static Refusal VerificationAsked(VerificationRequest asked) => VerificationAskedType.Refuse(
        "Wait for the answer, or ask another institution.", facts: new { asked.Id, asked.Institution, asked.AskedOn });

    public static Refusal VerificationAnswered(VerificationRequest request) => VerificationStateType.Refuse(
        $"The request is {request.State}. It must be {VerificationRequestState.Asked}.", facts: new { request.State });
}

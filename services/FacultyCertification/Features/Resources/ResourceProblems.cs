using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about teaching resources.</summary>
internal static partial class Problems
{
    private static readonly ProblemType ResourceNotInStateType =
        Catalogue.Define("resource-not-in-state", 409, "The resource's state does not allow this.");
    private static readonly ProblemType NotInConsortiumType =
        Catalogue.Define("not-in-consortium", 422, "The owner of the resource is not a member of the consortium today.");
    private static readonly ProblemType SharedWithOwnerType =
        Catalogue.Define("shared-with-owner", 422, "The owner of a resource cannot be one of its partners.");
    private static readonly ProblemType PartnerClosedType =
        Catalogue.Define("partner-closed", 422, "A resource cannot be shared with a closed organisation.");

    /// <summary>The caller sees the resource, because its owner shares it.</summary>
    public static Refusal NotYourResource() => CommonProblems.NotByThisParty("the organisation that owns the resource");

    public static Refusal ResourceNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(ResourceNotInStateType, "S15", "resource", state, states);

    public static Refusal NotInConsortium(Verdict verdict) =>
        NotInConsortiumType.Refuse(verdict, "Share it while your organisation is a member, or with others.");

    public static Refusal SharedWithOwner(string owner, IReadOnlyList<string> others) => SharedWithOwnerType.Refuse(
        "The owner sees the resource anyway. Name only other organisations.", "S15", new { owner },
        others.Count > 0 ? new { partners = others } : new { scope = "own", partners = (string[]?)null });

    public static Refusal PartnerClosed(IReadOnlyList<string> closed, IReadOnlyList<string> others) => PartnerClosedType.Refuse(
        "Name organisations that are not closed.", "D45", new { closed },
        others.Count > 0 ? new { partners = others } : new { scope = "own", partners = (string[]?)null });
}

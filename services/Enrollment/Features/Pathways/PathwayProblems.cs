using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about pathways.</summary>
internal static partial class Problems
{
    private static readonly ProblemType PathwayCodeTakenType =
        Catalogue.Define("pathway-code-taken", 409, "A pathway already has this code.");
    private static readonly ProblemType NoSuchPathwayType = Catalogue.Define("no-such-pathway", 422, "No pathway has this code.");
    private static readonly ProblemType OrganisationClosedType =
        Catalogue.Define("organisation-closed", 422, "The organisation is closed.");

    private static readonly ProblemType OwnersOfPathwayType =
        Catalogue.Define("pathway-owners", 422, "The owners of the pathway's stages are not valid.");
    private static readonly ProblemType DiplomasOfPathwayType =
        Catalogue.Define("pathway-diplomas", 422, "The diplomas of the pathway's stages are not valid.");

    public static Refusal OwnersOfPathway(Verdict verdict) => OwnersOfPathwayType.Refuse(
        verdict,
        "Name the owners from and to, in this order, or use at least two keys of your own. Put the stages of one owner "
            + "next to each other.");

    public static Refusal DiplomasOfPathway(Verdict verdict) => DiplomasOfPathwayType.Refuse(
        verdict, "Name each kind of diploma once, and annotate only a bachelor's after an associate diploma. "
            + "If any stage has a diploma, the last stage needs one too.");

    public static Refusal OrganisationClosed(string code) => OrganisationClosedType.Refuse(
        $"{code} is closed, so nothing new can begin there.", "D45", new { organisation = code, state = "closed" });

    public static Refusal PathwayCodeTaken(string code) =>
        PathwayCodeTakenType.Refuse("Pathways never change. Choose another code.", "D1", new { code });

    public static Refusal NoSuchPathway(string pathway) => NoSuchPathwayType.Refuse(
        "Choose one from /enrollment/v1/pathways, or define it first.", "D1", new { pathway });
}

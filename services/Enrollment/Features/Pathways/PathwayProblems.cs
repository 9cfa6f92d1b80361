using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about pathways.</summary>
internal static partial class Problems
{
    private static readonly ProblemType PathwayCodeTakenType =
        Catalogue.Define("pathway-code-taken", 409, "A pathway has this code already.");
    private static readonly ProblemType NoSuchPathwayType = Catalogue.Define("no-such-pathway", 422, "No pathway has this code.");
    private static readonly ProblemType OrganisationClosedType =
        Catalogue.Define("organisation-closed", 422, "The organisation is closed.");

    public static Refusal OrganisationClosed(string code) => OrganisationClosedType.Refuse(
        $"{code} is closed, so nothing new can begin there.", "D45", new { organisation = code, state = "closed" });

    public static Refusal PathwayCodeTaken(string code) =>
        PathwayCodeTakenType.Refuse("Pathways never change. Take another code.", "D1", new { code });

    public static Refusal NoSuchPathway(string pathway) => NoSuchPathwayType.Refuse(
        "Choose one from /enrollment/v1/pathways, or define it first.", "D1", new { pathway });
}

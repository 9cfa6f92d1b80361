using Enrollment.Features.Programmes;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about programmes.</summary>
internal static partial class Problems
{
    private static readonly ProblemType ProgrammeStateType =
        Catalogue.Define("programme-state", 409, "The programme's state does not allow this.");
    private static readonly ProblemType ProgrammeTextType =
        Catalogue.Define("programme-text-changed", 409, "The programme's text has changed.");
    private static readonly ProblemType ProgrammeAlreadyApprovedType =
        Catalogue.Define("programme-already-approved", 409, "The institution has already approved this programme.");
    private static readonly ProblemType ProgrammeApprovalMissingType =
        Catalogue.Define("programme-approval-missing", 409, "All owners must approve the programme before it is published.");
    private static readonly ProblemType NoSuchStageType = Catalogue.Define("no-such-stage", 422, "The pathway has no such stage.");
    private static readonly ProblemType ModuleOfAnotherType =
        Catalogue.Define("module-of-another-institution", 422, "A module belongs to an institution that teaches no stage.");
    private static readonly ProblemType EditionOutOfOrderType =
        Catalogue.Define("edition-out-of-order", 422, "A later edition is published, or the published edition begins later.");

    /// <summary>The caller sees the programme, and owns no stage of it.</summary>
    public static Refusal NotYourProgramme() => CommonProblems.NotByThisParty("a registrar of an institution that teaches a stage of it");

    public static Refusal ProgrammeNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(ProgrammeStateType, "S8", "programme", state, states);

    public static Refusal AnotherProgrammeText(string given, string current) => ProgrammeTextType.Refuse(
        "Read the text again, and approve that one.", "S8", new { given, current }, new { textHash = current });

    public static Refusal ProgrammeAlreadyApproved(string institution) => ProgrammeAlreadyApprovedType.Refuse(
        "An approval counts once. The programme needs the approval of the other owners.", "S8", new { institution });

    public static Refusal ProgrammeApprovalMissing(Programme programme)
    {
        string[] approved = [.. programme.Approvals.Select(given => given.Institution).Order(StringComparer.Ordinal)];
        string[] missing = [.. programme.Owners.Except(approved)];
        return ProgrammeApprovalMissingType.Refuse(
            $"The approval of {Wording.AllOf(missing)} is missing.", "S8", new { approved, missing },
            new { approve = $"/enrollment/v1/programmes/{programme.Id}/approvals", by = missing, programme.TextHash });
    }

    public static Refusal NoSuchStage(string pathway, int stages, IReadOnlyList<Guid> modules) => NoSuchStageType.Refuse(
        $"The pathway {pathway} has {stages} stages. Put each module in one of them.", "S8", new { pathway, stages, modules },
        new { stage = stages });

    public static Refusal ModuleOfAnother(IReadOnlyList<Guid> modules, IReadOnlyList<string> owners, object change) =>
        ModuleOfAnotherType.Refuse(
            "Use only modules of the institutions that teach the programme's stages.", "S8", new { modules, owners }, change);

    public static Refusal EditionOutOfOrder(Verdict verdict) => EditionOutOfOrderType.Refuse(
        verdict, "Begin on the first day of the published edition or later. If a later edition is already published, draft a new one.");
}

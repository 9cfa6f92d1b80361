using IndustryPartnership.Cooperation.Projects;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>The refusals about projects.</summary>
internal static partial class Problems
{
    private static readonly ProblemType ProjectStateType = IndustryPartnershipService.Problems.Define(
        "project-state", 409, "The project's state does not allow this.");

    private static readonly ProblemType ProjectIncompleteType = IndustryPartnershipService.Problems.Define(
        "project-incomplete", 422, "A project must have an institution and an enterprise on every date.");

    private static readonly ProblemType CannotRestOnType = IndustryPartnershipService.Problems.Define(
        "cannot-rest-on-agreement", 422, "A project may name only an agreement of its proposer that is in force.");

    private static readonly ProblemType MilestoneMetType = IndustryPartnershipService.Problems.Define(
        "milestone-met", 409, "The milestone was already reached.");

    private static readonly ProblemType MilestonesOpenType = IndustryPartnershipService.Problems.Define(
        "milestones-open", 422, "Every milestone must be reached before completion.");

    public static Refusal NotYourProject(Project found) =>
        NotYourProposalType.Refuse($"Only {found.ProposedBy} may do this.", facts: new { found.ProposedBy });

    public static Refusal ProjectNotIn(Project found, params string[] states) =>
        CommonProblems.NotInState(ProjectStateType, "S19", "project", found.State, states);

    public static Refusal ProjectEndsBeforeItStarts(DateOnly startsOn, DateOnly endsOn) => PeriodType.Refuse(
        "Choose a last day that is not before the first day.", "S19", new { startsOn, endsOn }, new { endsOn = startsOn });

    public static Refusal ProjectStartsAfterItsEnd(Project found, DateOnly startedOn)
    {
        var allJoined = found.Members.Max(member => member.JoinedOn);
        return PeriodType.Refuse(
            "Start the project on or before its last day, or edit its last day first.", "S19", new { startedOn, found.EndsOn, allJoined },
            allJoined <= found.EndsOn
                ? new { startedOn = found.EndsOn }
                : new { edit = $"/industry-partnership/v1/projects/{found.Id}", endsOn = startedOn });
    }

    public static Refusal ProjectPartiesUnknown(IReadOnlyList<string> unknown, IEnumerable<string> parties) => PartiesUnknownType.Refuse(
        "Name organisations that are registered and not closed.", "S19", new { unknown }, Parties(parties.Except(unknown), atLeast: 2));

    public static Refusal ProjectIncomplete(Verdict verdict) => ProjectIncompleteType.Refuse(
        verdict, "Keep an institution and an enterprise among the project's parties from that day on. To end the project, close it.");

    public static Refusal CannotRestOn(Guid agreement, string org, DateOnly today) => CannotRestOnType.Refuse(
        "Name an agreement of your organisation that is in force today, or none.", "S19",
        new { agreement, organisation = org, today }, new { agreementId = (Guid?)null });

    public static Refusal MilestoneCodeTaken(Guid project, string code) =>
        CodeTakenType.Refuse("The project already has a milestone with this code. Choose another one.", facts: new { project, code });

    public static Refusal MilestoneMet(Milestone milestone) =>
        MilestoneMetType.Refuse("The facts show what is recorded.", "S19", new { milestone.Code, milestone.MetOn });

    public static Refusal MilestonesOpen(Guid project, IReadOnlyList<string> open)
    {
        var at = $"/industry-partnership/v1/projects/{project}/milestones";
        return MilestonesOpenType.Refuse(
            $"These milestones are not reached yet: {string.Join(", ", open)}.", "S19", new { open },
            new { complete = open.Select(code => $"{at}/{code}/completion") });
    }
}

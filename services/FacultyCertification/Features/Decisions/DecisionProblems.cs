using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Decisions;
using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about reviews and decisions of panels.</summary>
internal static partial class Problems
{
    private static readonly ProblemType PanelTooSmallType =
        Catalogue.Define("panel-too-small", 422, "The panel has fewer members than the method requires.");
    private static readonly ProblemType SeatNeededType = Catalogue.Define(
        "panel-seat-needed", 409, "The member's data are needed until the applications that they voted on have ended.");
    private static readonly ProblemType OwnPanelType =
        Catalogue.Define("own-panel", 422, "The applicant cannot be on the panel.");
    private static readonly ProblemType MemberTwiceType =
        Catalogue.Define("member-twice", 422, "The panel names a member twice.");
    private static readonly ProblemType MemberWithoutUnitType =
        Catalogue.Define("member-without-unit", 422, "A member without a stated unit cannot vote.");
    private static readonly ProblemType MemberOfOwnUnitType =
        Catalogue.Define("member-of-own-unit", 422, "A member is of the applicant's own unit.");
    private static readonly ProblemType UnitContradictsRecordType =
        Catalogue.Define("unit-contradicts-record", 422, "A member's stated unit is not the one on record.");
    private static readonly ProblemType MemberOfUnknownUnitType =
        Catalogue.Define("member-of-unknown-unit", 422, "The member's organisation has no unit with the stated code.");
    private static readonly ProblemType ApplicantWithoutUnitType =
        Catalogue.Define("applicant-without-unit", 422, "The applicant's unit is not stated, so conflicts of interest cannot be checked.");
    private static readonly ProblemType NoQuorumType =
        Catalogue.Define("no-quorum", 422, "Fewer members vote than the method requires.");
    private static readonly ProblemType MemberDepartedType =
        Catalogue.Define("member-departed", 422, "A member does not work at the stated organisation on the day of the decision.");

    /// <summary>Another institution's application answers as an unknown one.</summary>
    public static Refusal ApplicationsNotReady(
        IReadOnlyList<Guid> ids, IReadOnlyList<Application> known, IReadOnlyList<Application> ready, string needed)
    {
        var states = known.ToDictionary(application => application.Id, application => (application.State, application.Outcome));
        var others = ids.Except(ready.Select(application => application.Id)).Select(id =>
            states.TryGetValue(id, out var found) ? new { id, state = found.State, outcome = found.Outcome }
            : new { id, state = "unknown", outcome = default(string) });
        return ApplicationsNotReadyType.Refuse(
            $"The decision is recorded for all the applications or for none. Each must be {needed}.", "D16", new { applications = others },
            ready.Count == 0 ? null : new { applicationIds = ready.Select(application => application.Id) });
    }

    public static Refusal NotDecidable(string state) => ApplicationNotInStateType.Refuse(
        "A panel decides on an application under review. During the public notice it can only refuse.",
        "D16", new { state, states = new[] { ApplicationState.UnderReview } },
        state == ApplicationState.PublicNotice ? new { outcome = Outcome.Refused } : null);

    public static Refusal PanelTooSmall(int members, int needed) => PanelTooSmallType.Refuse(
        $"The method requires at least {needed} members.", "D16", new { members, needed }, new { panel = new { atLeast = needed } });

    public static Refusal SeatStillNeeded(IReadOnlyList<Guid> applications) => SeatNeededType.Refuse(
        "The panel may still decide again on these applications. Ask again after they have ended.", "D44", new { applications });

    public static Refusal OwnPanel(Verdict verdict) => OwnPanelType.Refuse(verdict, "Remove the applicant from the panel.");

    public static Refusal MemberTwice(Verdict verdict) => MemberTwiceType.Refuse(verdict, "Name each member once.");

    public static Refusal MemberWithoutUnit(Verdict verdict) =>
        MemberWithoutUnitType.Refuse(verdict, "State the member's unit, or record the member as absent.");

    public static Refusal MemberOfOwnUnit(Verdict verdict) =>
        MemberOfOwnUnitType.Refuse(verdict, "Replace the member by one of another unit.");

    public static Refusal UnitContradictsRecord(Verdict verdict) => UnitContradictsRecordType.Refuse(
        verdict, "State the unit on record, or have the teacher office correct the record first.");

    public static Refusal MemberOfUnknownUnit(Verdict verdict) => MemberOfUnknownUnitType.Refuse(
        verdict, "Name a registered unit. If it belongs to another organisation, name that organisation too.");

    public static Refusal ApplicantWithoutUnit(Guid teacherId) => ApplicantWithoutUnitType.Refuse(
        "Have the teacher office state the unit in a correction of the teacher.", "D16", new { teacherId });

    public static Refusal NoQuorum(Verdict verdict) => NoQuorumType.Refuse(verdict, "More members must vote.");

    public static Refusal MemberDeparted(Verdict verdict) => MemberDepartedType.Refuse(
        verdict, "A seat on a panel ends with the last day of employment. Name another member.");

    public static Refusal OwnDecision() => CommonProblems.Forbidden("You cannot record a decision on your own application (D16).");
}

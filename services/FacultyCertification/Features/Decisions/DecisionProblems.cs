using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Decisions;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about reviews and decisions of panels.</summary>
internal static partial class Problems
{
    private static readonly ProblemType PanelTooSmallType =
        Catalogue.Define("panel-too-small", 422, "The panel has fewer members than the method requires.");
    private static readonly ProblemType OwnPanelType =
        Catalogue.Define("own-panel", 422, "The applicant cannot be on the panel.");

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
        $"The method requires at least {needed}.", "D16", new { members, needed }, new { panel = new { atLeast = needed } });

    public static Refusal OwnPanel(IReadOnlyList<string> others) => OwnPanelType.Refuse(
        "Remove the applicant from the panel.", "D16", new { others }, change: others.Count == 0 ? null : new { panel = others });

    public static Refusal OwnDecision() => CommonProblems.Forbidden("You cannot record a decision on your own application (D16).");
}

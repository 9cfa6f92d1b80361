using IndustryPartnership.Internships.Applications;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The end of a learner's training (flow 2): open applications are withdrawn. Placements that have not begun are stopped, and free their
/// places (D5, D37). A placement under way goes on, and the board shows it. The work is found by its state, so repeated news does nothing.
/// </summary>
internal static class EndOfTraining
{
    /// <param name="work">The transaction of the news. It has changed the learner's row first.</param>
    /// <param name="events">Where events are published.</param>
    /// <param name="learner">The learner.</param>
    /// <param name="state">Their final state.</param>
    /// <param name="act">The platform, when it received the news.</param>
    public static Task EndAsync(UnitOfWork work, IPublishEndpoint events, Guid learner, string state, Act act) =>
        WithdrawAsync(work, events, learner, isEverywhere: true, $"learner {state}", act);

    /// <summary>
    /// The same at institutions that the learner has left by a transfer (D5, D45). The work is found by its state, so late news does
    /// nothing.
    /// </summary>
    public static Task LeaveAsync(UnitOfWork work, IPublishEndpoint events, Guid learner, Act act) =>
        WithdrawAsync(work, events, learner, isEverywhere: false, "learner transferred", act);

    private static async Task WithdrawAsync(
        UnitOfWork work, IPublishEndpoint events, Guid learner, bool isEverywhere, string reason, Act act)
    {
        var placements = await work.QueryAsync<Guid>(
            """
            SELECT p.id FROM partnership.placement p INNER JOIN partnership.learner l ON l.id = p.learner_id
            WHERE p.learner_id = @learner AND (@isEverywhere = 1 OR p.institution <> l.institution)
                AND p.state IN ('awaiting-consent', 'awaiting-signatures', 'ready')
            ORDER BY p.seq
            """,
            new { learner, isEverywhere });
        foreach (var id in placements)
        {
            var placement = await PlacementRow.HoldAsync(work, id);
            if (placement.IsToCome) await StopPlacement.CallOffAsync(work, events, placement, act.Today, reason, act);
        }

        var applications = await work.QueryAsync<ApplicationRow>(
            ApplicationRow.Select +
            """
             INNER JOIN partnership.learner l ON l.id = a.learner_id
            WHERE a.learner_id = @learner AND (@isEverywhere = 1 OR a.institution <> l.institution)
                AND a.state IN ('submitted', 'shortlisted', 'offered', 'lapsed')
            ORDER BY a.seq
            """,
            new { learner, isEverywhere, today = act.Today });
        foreach (var application in applications)
        {
            await ApplicationRow.RecordAsync(work, application.ToReply().Next(ApplicationState.Withdrawn), "withdrawn", act, reason);
        }
    }
}

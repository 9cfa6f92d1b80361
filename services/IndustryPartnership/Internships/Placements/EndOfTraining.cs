using IndustryPartnership.Internships.Applications;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// What the end of a learner's training brings (flow 2): applications that stand are withdrawn, and placements that have not begun are stopped and give their
/// places back (D5, D37). One that is under way goes on, and is shown on the board. What is done is found by its state, so that repeated news does nothing.
/// </summary>
internal static class EndOfTraining
{
    /// <param name="work">The transaction of the news, which has changed the learner's row first.</param>
    /// <param name="events">Where it is told.</param>
    /// <param name="learner">The learner.</param>
    /// <param name="state">Their final state.</param>
    /// <param name="act">The platform, when it heard of it.</param>
    public static async Task EndAsync(UnitOfWork work, IPublishEndpoint events, Guid learner, string state, Act act)
    {
        var placements = await work.QueryAsync<Guid>(
            """
            SELECT id FROM partnership.placement
            WHERE learner_id = @learner AND state IN ('awaiting-consent', 'awaiting-signatures', 'ready') ORDER BY seq
            """,
            new { learner });
        foreach (var id in placements)
        {
            var placement = await PlacementRow.HoldAsync(work, id);
            if (placement.IsToCome) await StopPlacement.CallOffAsync(work, events, placement, act.Today, $"learner {state}", act);
        }

        var applications = await work.QueryAsync<ApplicationRow>(
            ApplicationRow.Select
            + " WHERE a.learner_id = @learner AND a.state IN ('submitted', 'shortlisted', 'offered', 'lapsed') ORDER BY a.seq",
            new { learner, today = act.Today });
        foreach (var application in applications)
        {
            var withdrawn = application.ToReply().Next(ApplicationState.Withdrawn);
            await ApplicationRow.RecordAsync(work, withdrawn, "withdrawn", act, $"learner {state}");
        }
    }
}

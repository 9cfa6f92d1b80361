using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace IndustryPartnership.Features.Placements;

/// <summary>
/// What the end of a learner's training brings (flow 2): applications that stand are withdrawn, and placements that have not begun are stopped and give their
/// places back (D5, D37). One that is under way goes on, and is shown on the board. What is done is found by its state, so that repeated news does nothing.
/// </summary>
internal static class EndOfTraining
{
    private static readonly Caller Enrollment = Caller.Platform("end of training");

    /// <param name="work">The transaction of the news, which has changed the learner's row first.</param>
    /// <param name="events">Where it is told.</param>
    /// <param name="learner">The learner.</param>
    /// <param name="state">Their final state.</param>
    /// <param name="today">The business date.</param>
    /// <param name="now">The moment.</param>
    public static async Task EndAsync(UnitOfWork work, IPublishEndpoint events, Guid learner, string state, DateOnly today, DateTimeOffset now)
    {
        var placements = await work.QueryAsync<Guid>(
            "SELECT id FROM partnership.placement WHERE learner_id = @learner AND state IN ('awaiting-consent', 'awaiting-signatures', 'ready') ORDER BY seq", new { learner });
        foreach (var placement in placements) await StopPlacement.CallOffAsync(
            work, events, placement, today, $"learner {state}", Enrollment, now);

        var applications = await work.QueryAsync<Guid>(
            "SELECT a.id FROM partnership.application a WHERE a.learner_id = @learner AND a.state IN ('submitted', 'shortlisted', 'offered', 'lapsed') ORDER BY a.seq", new { learner });
        foreach (var id in applications)
        {
            if (await work.ExecuteAsync("UPDATE partnership.application SET state = 'withdrawn', ended_as = id, version = version + 1 WHERE id = @id AND state IN ('submitted', 'shortlisted', 'offered', 'lapsed')", new { id }) == 0) continue;
            await work.AuditAsync("application", id, await work.SingleAsync<int>("SELECT version FROM partnership.application WHERE id = @id", new { id }), "withdrawn", Enrollment, $"learner {state}");
        }
    }
}

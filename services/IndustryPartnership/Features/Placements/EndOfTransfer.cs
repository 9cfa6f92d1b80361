using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace IndustryPartnership.Features.Placements;

/// <summary>
/// What a transfer brings at the institution that the learner has left (D5, D45): applications that stand are withdrawn, and placements that
/// have not begun are called off and give their places back. One that is under way goes on, and is shown on the board.
/// </summary>
/// <remarks>What is done is found by its state and by its institution, so that repeated and late news does nothing.</remarks>
internal static class EndOfTransfer
{
    private const string Reason = "learner transferred";

    private static readonly Caller Enrollment = Caller.Platform("transfer");

    /// <param name="work">The transaction of the news, which has changed the learner's row first.</param>
    /// <param name="events">Where it is told.</param>
    /// <param name="learner">The learner.</param>
    /// <param name="today">The business date.</param>
    /// <param name="now">The moment.</param>
    public static async Task EndAsync(UnitOfWork work, IPublishEndpoint events, Guid learner, DateOnly today, DateTimeOffset now)
    {
        var placements = await work.QueryAsync<Guid>(
            """
            SELECT p.id FROM partnership.placement p INNER JOIN partnership.learner l ON l.id = p.learner_id
            WHERE p.learner_id = @learner AND p.institution <> l.institution
                AND p.state IN ('awaiting-consent', 'awaiting-signatures', 'ready')
            ORDER BY p.seq
            """,
            new { learner });
        foreach (var id in placements) await StopPlacement.CallOffAsync(work, events, id, today, Reason, Enrollment, now);

        var applications = await work.QueryAsync<Guid>(
            """
            SELECT a.id FROM partnership.application a INNER JOIN partnership.learner l ON l.id = a.learner_id
            WHERE a.learner_id = @learner AND a.institution <> l.institution
                AND a.state IN ('submitted', 'shortlisted', 'offered', 'lapsed')
            ORDER BY a.seq
            """,
            new { learner });
        foreach (var id in applications)
        {
            var withdrawn = await work.ExecuteAsync(
                """
                UPDATE partnership.application SET state = 'withdrawn', ended_as = id, version = version + 1
                WHERE id = @id AND state IN ('submitted', 'shortlisted', 'offered', 'lapsed')
                """,
                new { id });
            if (withdrawn == 0) continue;
            var version = await work.SingleAsync<int>("SELECT version FROM partnership.application WHERE id = @id", new { id });
            await work.AuditAsync("application", id, version, "withdrawn", Enrollment, Reason);
        }
    }
}

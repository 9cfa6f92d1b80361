using FacultyCertification.Features.Practices;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// What a teacher's departure ends (D19, D45): a seat that begins after the last day at once; from the day after it, a seat that reaches beyond it and
/// an application under way. Days that were attended are not lost by it.
/// </summary>
internal sealed class EndEmployment(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    private static readonly Caller Platform = Caller.Platform("end of employment");

    private const string Seats =
        """
        SELECT p.id FROM faculty.practice p INNER JOIN faculty.teacher t ON t.id = p.teacher_id
        WHERE p.teacher_id = @id AND p.state = 'requested' AND (p.seat_state IS NULL OR p.seat_state = 'reserved')
            AND (p.starts_on > t.last_day OR (p.ends_on > t.last_day AND t.last_day < @today))
        ORDER BY p.seq
        """;

    private const string Applications =
        """
        SELECT a.id FROM faculty.application a INNER JOIN faculty.teacher t ON t.id = a.teacher_id
        WHERE a.teacher_id = @id AND a.state IN ('draft', 'submitted', 'under-review', 'public-notice') AND t.last_day < @today
        """;

    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        """
        SELECT t.id FROM faculty.teacher t WHERE t.last_day IS NOT NULL AND (EXISTS (
            SELECT 1 FROM faculty.practice p WHERE p.teacher_id = t.id AND p.state = 'requested' AND (p.seat_state IS NULL OR p.seat_state = 'reserved')
                AND (p.starts_on > t.last_day OR (p.ends_on > t.last_day AND t.last_day < @today)))
        OR (t.last_day < @today AND EXISTS (
            SELECT 1 FROM faculty.application a WHERE a.teacher_id = t.id AND a.state IN ('draft', 'submitted', 'under-review', 'public-notice'))))
        ORDER BY t.last_day
        """,
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        // The teacher's row first: nobody books days for them meanwhile.
        await work.ExecuteAsync("UPDATE faculty.teacher SET staff_number = staff_number WHERE id = @id", new { id });
        foreach (var seat in await work.QueryAsync<Guid>(Seats, new { id, today = today.Value }, ct))
        {
            var cancelled = await work.ExecuteAsync(
                """
                UPDATE faculty.practice SET state = 'cancelled', version = version + 1
                WHERE id = @seat AND state = 'requested' AND (seat_state IS NULL OR seat_state = 'reserved')
                """,
                new { seat });
            if (cancelled == 0) continue;
            var booking = await PracticeBookingRow.ReadAsync(work, seat);
            await work.AuditAsync("practice", seat, booking.Version, "cancelled", Platform, "the teacher departed");
            await events.Publish(booking.Fact(clock.GetUtcNow()), ct);
        }
        foreach (var application in await work.QueryAsync<Guid>(Applications, new { id, today = today.Value }, ct))
        {
            var withdrawn = await work.ExecuteAsync(
                """
                UPDATE faculty.application SET state = 'withdrawn', ended_as = id, withdrawal_reason = 'The teacher departed.', version = version + 1
                WHERE id = @application AND state IN ('draft', 'submitted', 'under-review', 'public-notice')
                """,
                new { application });
            if (withdrawn == 0) continue;
            var version = await work.SingleAsync<int>("SELECT version FROM faculty.application WHERE id = @application", new { application }, ct);
            await work.AuditAsync("application", application, version, "withdrawn", Platform, "the teacher departed");
        }
    }
}

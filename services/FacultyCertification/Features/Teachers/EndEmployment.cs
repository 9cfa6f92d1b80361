using Contracts.FacultyCertification;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Practices;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// A teacher's departure ends seats and open applications (D19, D45). A seat that begins after the last day ends at once. A seat that
/// reaches beyond it, and an open application, end on the day after it. Attended days stay.
/// </summary>
internal sealed class EndEmployment(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    private const string Seats =
        """
        SELECT p.id
        FROM faculty.practice p
        INNER JOIN faculty.employment e ON e.id = p.employment_id
        WHERE p.employment_id = @id
            AND p.state = 'requested'
            AND (p.seat_state IS NULL OR p.seat_state = 'reserved')
            AND (p.starts_on > e.last_day OR (p.ends_on > e.last_day AND e.last_day < @Today))
        ORDER BY p.seq
        """;

    private const string Applications =
        """
        SELECT a.id
        FROM faculty.application a
        INNER JOIN faculty.employment e ON e.id = a.employment_id
        WHERE a.employment_id = @id
            AND a.state IN ('draft', 'submitted', 'under-review', 'public-notice')
            AND e.last_day < @Today
        """;

    private const string Reason = "the teacher departed";

    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        """
        SELECT e.id
        FROM faculty.employment e
        WHERE e.last_day IS NOT NULL
            AND (EXISTS (
                    SELECT 1
                    FROM faculty.practice p
                    WHERE p.employment_id = e.id
                        AND p.state = 'requested'
                        AND (p.seat_state IS NULL OR p.seat_state = 'reserved')
                        AND (p.starts_on > e.last_day OR (p.ends_on > e.last_day AND e.last_day < @today)))
                OR (e.last_day < @today AND EXISTS (
                    SELECT 1
                    FROM faculty.application a
                    WHERE a.employment_id = e.id
                        AND a.state IN ('draft', 'submitted', 'under-review', 'public-notice'))))
        ORDER BY e.last_day
        """,
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var act = Act.OfPlatform("end of employment", today, clock);
        await TeacherRow.HoldAsync(work, id);
        var seats = await work.QueryAsync<Guid>(Seats, new { id, act.Today }, ct);
        var applications = await work.QueryAsync<Guid>(Applications, new { id, act.Today }, ct);
        foreach (var seat in seats) await CancelAsync(seat, act);
        foreach (var application in applications) await WithdrawAsync(application, act);
    }

    private async Task CancelAsync(Guid id, Act act)
    {
        if (await PracticeBookingRow.HoldAsync(work, id) is not { IsOpen: true } booking) return;
        var cancelled = booking.Cancelled();
        var fact = new PracticeCancelledV1 { OccurredAt = act.Now, Practice = cancelled.ToEvent() };
        await PracticeBookingRow.RecordAsync(work, cancelled, "cancelled", act, Reason);
        await events.Publish(fact);
    }

    private async Task WithdrawAsync(Guid id, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id) is not { IsOpen: true } application) return;
        await ApplicationRow.RecordAsync(work, application.WithdrawnFor("The teacher departed."), "withdrawn", act, Reason);
    }
}

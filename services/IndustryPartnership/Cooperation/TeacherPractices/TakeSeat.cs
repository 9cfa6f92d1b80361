using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Bases;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>What a teacher's institution asks for is answered: a seat is reserved or refused (D25), and given up when it is no longer wanted.</summary>
internal sealed class TakeSeat(UnitOfWork work, History history, IPublishEndpoint events, TimeProvider clock)
{
    /// <summary>Who is said to have done what the other side's news brings.</summary>
    private static readonly Caller Asker = Caller.Platform("teacher practice");

    public async Task AnswerAsync(PracticeV1 asked)
    {
        // The base's row first: what is read of its seats after that stays so until this one is taken.
        var capacity = await work.ExecuteAsync("UPDATE partnership.base SET capacity = capacity WHERE id = @BaseId AND approved_by IS NOT NULL", new { asked.BaseId }) == 0
            ? default(int?)
            : await work.SingleAsync<int>("SELECT capacity FROM partnership.base WHERE id = @BaseId", new { asked.BaseId });
        var isCancelled = asked.State == "cancelled";
        var answer = isCancelled ? new PracticeSeats.Answer(null, null)
            : capacity is null ? new PracticeSeats.Answer(PracticeSeats.BaseUnknown, null)
            : PracticeSeats.Judge(new Period(asked.From, asked.Until), capacity.Value, await BaseRow.ActiveAsync(work, asked.BaseId), await TeacherPracticeRow.TakenAsync(work, asked.BaseId));
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.teacher_practice (id, teacher_id, institution, base_id, starts_on, ends_on, state, reason, earliest_from, asked_version, version, created_at)
            VALUES (@Id, @TeacherId, @Institution, @BaseId, @From, @Until, @state, @Reason, @EarliestFrom, @Version, 1, @now)
            """,
            new
            {
                asked.Id,
                asked.TeacherId,
                asked.Institution,
                asked.BaseId,
                asked.From,
                asked.Until,
                state = isCancelled ? TeacherPracticeState.Cancelled : answer.Reason is null ? TeacherPracticeState.Reserved : TeacherPracticeState.Refused,
                answer.Reason,
                answer.EarliestFrom,
                asked.Version,
                now = clock.GetUtcNow(),
            });
        if (isNew) await TellAsync(asked.Id, Asker);
        else if (isCancelled && await work.ExecuteAsync("UPDATE partnership.teacher_practice SET asked_version = @Version WHERE id = @Id AND asked_version < @Version", new { asked.Id, asked.Version }) > 0)
        {
            await EndAsync(asked.Id, Asker, "cancelled by the teacher's institution");
        }
    }

    /// <summary>A seat is given up: nobody's attended days are lost by it, so with some the practice is completed.</summary>
    /// <returns>False where it is no longer reserved.</returns>
    public async Task<bool> EndAsync(Guid id, Caller caller, string reason)
    {
        var ended = await work.ExecuteAsync(
            """
            UPDATE partnership.teacher_practice
            SET state = CASE WHEN EXISTS (SELECT 1 FROM partnership.teacher_practice_attended a WHERE a.practice_id = @id) THEN 'completed' ELSE 'cancelled' END,
                ends_on = COALESCE((SELECT MAX(b.until_day) FROM partnership.teacher_practice_attended b WHERE b.practice_id = @id), ends_on),
                version = version + 1
            WHERE id = @id AND state = 'reserved'
            """,
            new { id });
        if (ended == 0) return false;
        await TellAsync(id, caller, reason);
        return true;
    }

    /// <summary>
    /// Nobody has a seat where none may sit: the days that were attended before stay, and later ones were none (D17).
    /// </summary>
    public async Task EndWithBaseAsync(Guid baseId, DateOnly suspendedOn, Caller caller)
    {
        var seats = new { baseId, suspendedOn, until = suspendedOn.AddDays(-1) };
        await work.ExecuteAsync(
            """
            DELETE FROM partnership.teacher_practice_attended WHERE from_day >= @suspendedOn AND practice_id IN (
                SELECT t.id FROM partnership.teacher_practice t WHERE t.base_id = @baseId AND t.state = 'reserved')
            """,
            seats);
        await work.ExecuteAsync(
            """
            UPDATE partnership.teacher_practice_attended SET until_day = @until WHERE until_day >= @suspendedOn AND practice_id IN (
                SELECT t.id FROM partnership.teacher_practice t WHERE t.base_id = @baseId AND t.state = 'reserved')
            """,
            seats);
        var ended = await work.QueryAsync<Guid>(
            """
            SELECT id FROM partnership.teacher_practice
            WHERE base_id = @baseId AND state = 'reserved' AND ends_on >= @suspendedOn ORDER BY seq
            """,
            seats);
        foreach (var practice in ended) await EndAsync(practice, caller, "the base was suspended");
    }

    private async Task TellAsync(Guid id, Caller caller, string? reason = null)
    {
        var practice = (await TeacherPracticeRow.ReadAsync(work, id))!;
        await history.RecordAsync(TeacherPracticeRow.Kind, id, practice, practice.State, caller, History.Parties, reason: reason);
        await events.Publish(TeacherPracticeRow.Fact(practice, clock.GetUtcNow()));
    }
}

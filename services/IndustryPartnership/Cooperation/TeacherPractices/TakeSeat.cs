using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Bases;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>Answers a teacher's institution: a seat is reserved or refused (D25), and given up when it is no longer wanted.</summary>
internal sealed class TakeSeat(UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock)
{
    public async Task AnswerAsync(PracticeV1 asked)
    {
        var act = Act.OfPlatform("teacher practice", today, clock);
        var answered = await AnswerToAsync(asked);
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.teacher_practice
                (id, teacher_id, institution, base_id, starts_on, ends_on, state, reason, earliest_from, asked_version, version, created_at)
            VALUES (@Id, @TeacherId, @Institution, @BaseId, @From, @Until, @State, @Reason, @EarliestFrom, @AskedVersion, 1, @Now)
            """,
            new
            {
                answered.Id,
                answered.TeacherId,
                answered.Institution,
                answered.BaseId,
                answered.From,
                answered.Until,
                answered.State,
                answered.Reason,
                answered.EarliestFrom,
                answered.AskedVersion,
                act.Now,
            });
        if (isNew)
        {
            await TeacherPracticeRow.KeepAsync(work, events, answered, new Done(answered.State) { Fact = Answer(answered, act) }, act);
        }
        else if (answered.State == TeacherPracticeState.Cancelled)
        {
            await CancelAsync(asked, act);
        }
    }

    /// <summary>Ends the seats on days when the base may not be used. Earlier attended days stay; later ones do not count (D17).</summary>
    public async Task EndWithBaseAsync(Guid baseId, DateOnly suspendedOn, Act act)
    {
        foreach (var practice in await TeacherPracticeRow.HoldReservedAsync(work, baseId, suspendedOn))
        {
            var days = new { practice.Id, suspendedOn, until = suspendedOn.AddDays(-1) };
            await work.ExecuteAsync(
                "DELETE FROM partnership.teacher_practice_attended WHERE practice_id = @Id AND from_day >= @suspendedOn", days);
            await work.ExecuteAsync(
                "UPDATE partnership.teacher_practice_attended SET until_day = @until WHERE practice_id = @Id AND until_day >= @suspendedOn",
                days);
            await EndAsync(practice.EndedBy(suspendedOn), "the base was suspended", act);
        }
    }

    // Lock the base's row first, so that its seats do not change until this one is taken.
    private async Task<TeacherPractice> AnswerToAsync(PracticeV1 asked)
    {
        var capacity = await work.FindAsync<int?>(
            "SELECT capacity FROM partnership.base WHERE id = @BaseId AND approved_by IS NOT NULL", new { asked.BaseId });
        var isCancelled = asked.State == "cancelled";
        var answer = isCancelled ? new PracticeSeats.Answer(null, null)
            : capacity is null ? new PracticeSeats.Answer(PracticeSeats.BaseUnknown, null)
            : PracticeSeats.Judge(
                new Period(asked.From, asked.Until), capacity.Value, await BaseRow.ActiveAsync(work, asked.BaseId),
                await TeacherPracticeRow.TakenAsync(work, asked.BaseId));
        return new TeacherPractice
        {
            Id = asked.Id,
            TeacherId = asked.TeacherId,
            Institution = asked.Institution,
            BaseId = asked.BaseId,
            From = asked.From,
            Until = asked.Until,
            State = isCancelled ? TeacherPracticeState.Cancelled
                : answer.Reason is null ? TeacherPracticeState.Reserved
                : TeacherPracticeState.Refused,
            Reason = answer.Reason,
            EarliestFrom = answer.EarliestFrom,
            Attended = [],
            Version = 1,
            AskedVersion = asked.Version,
        };
    }

    private async Task CancelAsync(PracticeV1 asked, Act act)
    {
        if (await TeacherPracticeRow.HoldAsync(work, asked.Id) is not { State: TeacherPracticeState.Reserved } held) return;
        if (held.AskedVersion >= asked.Version) return;
        await EndAsync(held.Ended() with { AskedVersion = asked.Version }, "cancelled by the teacher's institution", act);
    }

    private Task EndAsync(TeacherPractice ended, string reason, Act act) => TeacherPracticeRow.RecordAsync(
        work, events, ended, new Done(ended.State) { Fact = ended.EndedFact(act.Now), Reason = reason }, act);

    private static object Answer(TeacherPractice practice, Act act) => practice.State switch
    {
        TeacherPracticeState.Reserved => new TeacherPracticeReservedV1 { OccurredAt = act.Now, Practice = practice.ToEvent() },
        TeacherPracticeState.Refused => new TeacherPracticeRefusedV1 { OccurredAt = act.Now, Practice = practice.ToEvent() },
        _ => new TeacherPracticeCancelledV1 { OccurredAt = act.Now, Practice = practice.ToEvent() },
    };
}

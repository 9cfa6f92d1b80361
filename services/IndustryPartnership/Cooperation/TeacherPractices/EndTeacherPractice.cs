using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>
/// An organisation that runs the base completes a practice with its attended days (D17), or gives up its seat before any.
/// </summary>
public static class EndTeacherPractice
{
    /// <param name="Reason">The reason, kept in the audit.</param>
    public sealed record CancelRequest([property: Text(400)] string Reason);

    private static readonly string[] AtTheBase = [Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/teacher-practices/{id:guid}/completion", CompleteAsync).WithName("CompleteTeacherPractice")
            .WithSummary("Complete a teacher's practice").Allow(AtTheBase);
        api.MapPost("/teacher-practices/{id:guid}/cancellation", CancelAsync).WithName("CancelTeacherPractice")
            .WithSummary("Give up a teacher's seat before a day is attended").Allow(AtTheBase);
    }

    private static async Task<Results<Ok<TeacherPractice>, Refusal>> CompleteAsync(
        Guid id, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        var (held, problem) = await HoldAsync(id, work, act);
        if (held is null) return problem;
        if (held.Attended.Count == 0) return Problems.NothingAttended(held);

        var completed = held.Ended();
        var fact = new TeacherPracticeCompletedV1 { OccurredAt = act.Now, Practice = completed.ToEvent() };
        var done = new Done(completed.State) { Fact = fact, Reason = "completed" };
        await TeacherPracticeRow.RecordAsync(work, events, completed, done, act);
        return await work.CommitAsync(TypedResults.Ok(completed));
    }

    private static async Task<Results<Ok<TeacherPractice>, Refusal>> CancelAsync(
        Guid id, CancelRequest request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        var (held, problem) = await HoldAsync(id, work, act);
        if (held is null) return problem;
        if (held.Attended.Count > 0) return Problems.DaysAttended(held);

        var cancelled = held.Ended();
        var fact = new TeacherPracticeCancelledV1 { OccurredAt = act.Now, Practice = cancelled.ToEvent() };
        var done = new Done(cancelled.State) { Fact = fact, Reason = request.Reason };
        await TeacherPracticeRow.RecordAsync(work, events, cancelled, done, act);
        return await work.CommitAsync(TypedResults.Ok(cancelled));
    }

    private static async Task<(TeacherPractice? Held, Refusal Problem)> HoldAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await TeacherPracticeRow.HoldAsync(work, id, act) is not { } held) return (null, CommonProblems.NotFound());
        if (!await TeacherPracticeRow.IsAtBaseAsync(work, id, act)) return (null, Problems.NotYourTeacherPractice(held));
        return held.State == TeacherPracticeState.Reserved
            ? (held, null!)
            : (null, Problems.TeacherPracticeNotIn(held, TeacherPracticeState.Reserved));
    }
}

using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>Whoever runs the base completes a practice with the days that were attended (D17), or gives its seat up before there are any.</summary>
public static class EndTeacherPractice
{
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record CancelRequest([property: Text(400)] string Reason);

    private static readonly string[] AtTheBase = [Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/teacher-practices/{id:guid}/completion", CompleteAsync).WithName("CompleteTeacherPractice").WithSummary("Complete a teacher's practice").Allow(AtTheBase);
        api.MapPost("/teacher-practices/{id:guid}/cancellation", CancelAsync).WithName("CancelTeacherPractice").WithSummary("Give up a teacher's seat before a day is attended").Allow(AtTheBase);
    }

    private static Task<Results<Ok<TeacherPractice>, Refusal>> CompleteAsync(Guid id, UnitOfWork work, TakeSeat seat, Caller caller, Today today) => EndAsync(id, isCompletion: true, "completed", work, seat, caller, today.Value);

    private static Task<Results<Ok<TeacherPractice>, Refusal>> CancelAsync(Guid id, CancelRequest request, UnitOfWork work, TakeSeat seat, Caller caller, Today today) =>
        EndAsync(id, isCompletion: false, request.Reason, work, seat, caller, today.Value);

    private static async Task<Results<Ok<TeacherPractice>, Refusal>> EndAsync(Guid id, bool isCompletion, string reason, UnitOfWork work, TakeSeat seat, Caller caller, DateOnly today)
    {
        if (await TeacherPracticeRow.FindAsync(work, id, caller.Org, today) is not { } seen) return CommonProblems.NotFound();
        if (!await TeacherPracticeRow.IsAtBaseAsync(work, id, caller.Org, today)) return Problems.NotYourTeacherPractice(seen);
        // The row first: whether there are attended days stays so.
        await work.ExecuteAsync("UPDATE partnership.teacher_practice SET version = version WHERE id = @id", new { id });
        var found = (await TeacherPracticeRow.ReadAsync(work, id))!;
        if (found.State != TeacherPracticeState.Reserved) return Problems.TeacherPracticeNotIn(found, TeacherPracticeState.Reserved);
        if (isCompletion != found.Attended.Count > 0) return isCompletion ? Problems.NothingAttended(found) : Problems.DaysAttended(found);

        await seat.EndAsync(id, caller, reason);
        return await work.CommitAsync(TypedResults.Ok((await TeacherPracticeRow.ReadAsync(work, id))!));
    }
}

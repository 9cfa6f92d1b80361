using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Bases;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>
/// An organisation that runs the base records a teacher's days there, and corrects them until the practice is over (D17, D25).
/// </summary>
public static class RecordAttendance
{
    /// <param name="From">The first day.</param>
    /// <param name="Until">The last day.</param>
    public sealed record Days([property: Day] DateOnly From, [property: Day] DateOnly Until);

    /// <param name="Attended">All attended days until now. A day that appears twice counts once.</param>
    public sealed record Request([property: MaxLength(400)] IReadOnlyList<Days> Attended) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Attended.Any(days => days is null || days.Until < days.From))
            {
                yield return new ValidationResult("The last day of each period must not be before its first day.", [nameof(Attended)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPut("/teacher-practices/{id:guid}/attendance", HandleAsync)
        .WithName(nameof(RecordAttendance)).WithSummary("Record the days that a teacher attended")
        .Allow(Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager);

    private static async Task<Results<Ok<TeacherPractice>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await TeacherPracticeRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!await TeacherPracticeRow.IsAtBaseAsync(work, id, act)) return Problems.NotYourTeacherPractice(held);
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (held.State != TeacherPracticeState.Reserved) return Problems.TeacherPracticeNotIn(held, TeacherPracticeState.Reserved);
        // Lock the base after the practice: a suspension gives up its seats in a transaction of its own.
        var active = await BaseRow.ActiveAsync(work, held.BaseId);
        var attended = Period.Merge(request.Attended.Select(days => new Period(days.From, days.Until)));
        var verdict = Attendance.Judge(attended, new Period(held.From, held.Until), active, act.Today);
        if (!verdict.Passes) return Problems.CannotAttendThen(verdict);

        await work.ExecuteAsync("DELETE FROM partnership.teacher_practice_attended WHERE practice_id = @id", new { id });
        foreach (var days in attended)
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.teacher_practice_attended (practice_id, from_day, until_day) VALUES (@id, @From, @Until)",
                new { id, days.From, days.Until });
        }
        var next = held.Recording(attended.Select(days => new DaysV1 { From = days.From, Until = days.Until }));
        await TeacherPracticeRow.RecordAsync(work, events, next, new Done("attendance recorded"), act);
        return await work.CommitAsync(TypedResults.Ok(next));
    }
}

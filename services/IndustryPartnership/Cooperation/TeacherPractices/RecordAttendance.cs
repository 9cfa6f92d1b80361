using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Bases;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>Whoever runs the base records on which days a teacher was there, and corrects it until the practice is over (D17, D25).</summary>
public static class RecordAttendance
{
    /// <param name="From">The first day.</param>
    /// <param name="Until">The last day.</param>
    public sealed record Days([property: Day] DateOnly From, [property: Day] DateOnly Until);

    /// <param name="Attended">All the days that were attended until now; a day that is in it twice counts once.</param>
    public sealed record Request([property: MaxLength(400)] IReadOnlyList<Days> Attended) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Attended.Any(days => days is null || days.Until < days.From)) yield return new ValidationResult("The last day of each is not before its first.", [nameof(Attended)]);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPut("/teacher-practices/{id:guid}/attendance", HandleAsync)
        .WithName(nameof(RecordAttendance)).WithSummary("Record the days that a teacher attended").Allow(Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager);

    private static async Task<Results<Ok<TeacherPractice>, Refusal>> HandleAsync(Guid id, Request request, IfMatch ifMatch, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await TeacherPracticeRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!await TeacherPracticeRow.IsAtBaseAsync(work, id, caller.Org, today.Value)) return Problems.NotYourTeacherPractice(found);
        // The row first, then its base: a suspension gives up the seats of its base in a transaction of its own.
        var recorded = await work.ExecuteAsync("UPDATE partnership.teacher_practice SET version = version + 1 WHERE id = @id AND version = @Version AND state = 'reserved'", new { id, ifMatch.Version });
        if (recorded == 0) return found.Version == ifMatch.Version ? Problems.TeacherPracticeNotIn(found, TeacherPracticeState.Reserved) : CommonProblems.PreconditionFailed(found.Version);
        var attended = Period.Merge(request.Attended.Select(days => new Period(days.From, days.Until)));
        if (Attendance.Judge(attended, new Period(found.From, found.Until), await BaseRow.ActiveAsync(work, found.BaseId), today.Value) is { Passes: false } verdict) return Problems.CannotAttendThen(verdict);

        await work.ExecuteAsync("DELETE FROM partnership.teacher_practice_attended WHERE practice_id = @id", new { id });
        foreach (var days in attended) await work.ExecuteAsync("INSERT INTO partnership.teacher_practice_attended (practice_id, from_day, until_day) VALUES (@id, @From, @Until)", new { id, days.From, days.Until });
        var practice = (await TeacherPracticeRow.ReadAsync(work, id))!;
        await history.RecordAsync(TeacherPracticeRow.Kind, id, practice, "attendance recorded", caller, History.Parties);
        return await work.CommitAsync(TypedResults.Ok(practice));
    }
}

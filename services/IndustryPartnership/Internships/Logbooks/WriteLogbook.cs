using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>The learner writes what they did in a week, once a week, and changes it until the mentor has signed it (D39).</summary>
public static class WriteLogbook
{
    /// <param name="WeekOf">The week's Monday.</param>
    /// <param name="Days">The days that the learner worked on: each once.</param>
    public sealed record Request([property: Day] DateOnly WeekOf, [property: MinLength(1), MaxLength(7)] IReadOnlyList<LogbookDay> Days) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check(Days);
    }

    /// <param name="Days">The days that the learner worked on, those that stay too: each once.</param>
    public sealed record ChangeRequest([property: MinLength(1), MaxLength(7)] IReadOnlyList<LogbookDay> Days) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check(Days);
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/logbook", WriteAsync).WithName(nameof(WriteLogbook)).WithSummary("Write the logbook of a week").Allow(Roles.Learner);
        api.MapPut(LogbookRow.Path, ChangeAsync).WithName("ChangeLogbook").WithSummary("Change the logbook of a week that is not signed").Allow(Roles.Learner);
    }

    private static async Task<Results<Created<LogbookEntry>, Refusal>> WriteAsync(Guid id, Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, Viewer.Of(caller)) is not { } found) return CommonProblems.NotFound();
        if (!await LogbookRow.HoldAsync(work, id)) return Problems.LogbookNotOpen(found);
        var placement = (await PlacementRow.FindAsync(work, id, Viewer.Of(caller)))!;
        if (LogbookRow.Judge(placement, request.WeekOf, request.Days, today.Value) is { Passes: false } verdict) return Problems.CannotLogThen(verdict);
        var isNew = await work.TryInsertAsync(
            "INSERT INTO partnership.logbook_entry (placement_id, week_of, state, version, created_at) VALUES (@id, @WeekOf, 'written', 1, @now)", new { id, request.WeekOf, now = clock.GetUtcNow() });
        if (!isNew) return Problems.WeekWritten((await LogbookRow.FindAsync(work, id, request.WeekOf))!);
        await LogbookRow.WriteDaysAsync(work, id, request.WeekOf, request.Days);

        var entry = (await LogbookRow.FindAsync(work, id, request.WeekOf))!;
        await work.AuditAsync(LogbookRow.Kind, LogbookRow.IdOf(entry), entry.Version, "written", caller);
        return await work.CommitAsync(TypedResults.Created(LogbookRow.PathOf(entry), entry));
    }

    private static async Task<Results<Ok<LogbookEntry>, Refusal>> ChangeAsync(Guid id, DateOnly weekOf, ChangeRequest request, IfMatch ifMatch, UnitOfWork work, Caller caller, Today today)
    {
        if (await PlacementRow.FindAsync(work, id, Viewer.Of(caller)) is null || await LogbookRow.FindAsync(work, id, weekOf) is null) return CommonProblems.NotFound();
        var isOpen = await LogbookRow.HoldAsync(work, id);
        var (placement, found) = ((await PlacementRow.FindAsync(work, id, Viewer.Of(caller)))!, (await LogbookRow.FindAsync(work, id, weekOf))!);
        if (found.State == LogbookRow.Signed) return Problems.LogbookSigned(found);
        if (!isOpen) return Problems.LogbookNotOpen(placement);
        var changed = await work.ExecuteAsync(
            "UPDATE partnership.logbook_entry SET state = 'written', comment = NULL, version = version + 1 WHERE placement_id = @id AND week_of = @weekOf AND version = @Version AND state IN ('written', 'returned')",
            new { id, weekOf, ifMatch.Version });
        if (changed == 0) return CommonProblems.PreconditionFailed(found.Version);
        if (LogbookRow.Judge(placement, weekOf, request.Days, today.Value) is { Passes: false } verdict) return Problems.CannotLogThen(verdict);
        await LogbookRow.WriteDaysAsync(work, id, weekOf, request.Days);

        var entry = (await LogbookRow.FindAsync(work, id, weekOf))!;
        await work.AuditAsync(LogbookRow.Kind, LogbookRow.IdOf(entry), entry.Version, "changed", caller);
        return await work.CommitAsync(TypedResults.Ok(entry));
    }

    private static IEnumerable<ValidationResult> Check(IReadOnlyList<LogbookDay> days)
    {
        if (days.Any(day => day is null)) yield return new ValidationResult("Each day has a date, hours and work.", [nameof(Request.Days)]);
        else if (days.DistinctBy(day => day.Date).Count() < days.Count) yield return new ValidationResult("Each day is there once.", [nameof(Request.Days)]);
        else if (days.Any(day => decimal.Round(day.Hours, 2) != day.Hours)) yield return new ValidationResult("Hours have at most two decimals.", [nameof(Request.Days)]);
    }
}

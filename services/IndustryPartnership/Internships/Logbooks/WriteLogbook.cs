using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>The learner writes one entry a week, and may change it until the mentor has signed it (D39).</summary>
public static class WriteLogbook
{
    /// <param name="WeekOf">The week's Monday.</param>
    /// <param name="Days">The days that the learner worked on, each once.</param>
    public sealed record Request(
        [property: Day] DateOnly WeekOf, [property: MinLength(1), MaxLength(7)] IReadOnlyList<LogbookDay> Days) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check(Days);
    }

    /// <param name="Days">All days that the learner worked on, also the unchanged ones, each once.</param>
    public sealed record ChangeRequest([property: MinLength(1), MaxLength(7)] IReadOnlyList<LogbookDay> Days) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check(Days);
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/logbook", WriteAsync).WithName(nameof(WriteLogbook)).WithSummary("Write the logbook of a week")
            .Allow(Roles.Learner);
        api.MapPut(LogbookRow.Path, ChangeAsync).WithName("ChangeLogbook").WithSummary("Change an unsigned week of the logbook")
            .Allow(Roles.Learner);
    }

    private static async Task<Results<Created<LogbookEntry>, Refusal>> WriteAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (!placement.TakesLogbook) return Problems.LogbookNotOpen(placement);
        if (Judge(placement, request.WeekOf, request.Days, act) is { Passes: false } verdict) return Problems.CannotLogThen(verdict);

        var written = LogbookEntry.WrittenFor(id, request.WeekOf, request.Days);
        if (!await LogbookRow.AddAsync(work, written, act))
        {
            return Problems.WeekWritten(await LogbookRow.FindAsync(work, id, request.WeekOf) ?? written);
        }
        return await work.CommitAsync(TypedResults.Created(written.Path, written));
    }

    private static async Task<Results<Ok<LogbookEntry>, Refusal>> ChangeAsync(
        Guid id, DateOnly weekOf, ChangeRequest request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement
            || await LogbookRow.FindAsync(work, id, weekOf) is not { } entry)
        {
            return CommonProblems.NotFound();
        }
        if (entry.State == LogbookEntry.Signed) return Problems.LogbookSigned(entry);
        if (!placement.TakesLogbook) return Problems.LogbookNotOpen(placement);
        if (entry.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(entry.Version);
        if (Judge(placement, weekOf, request.Days, act) is { Passes: false } verdict) return Problems.CannotLogThen(verdict);

        var changed = entry.RewrittenWith(request.Days);
        await LogbookRow.ReplaceDaysAsync(work, changed, act);
        await LogbookRow.RecordAsync(work, changed, "changed", act);
        return await work.CommitAsync(TypedResults.Ok(changed));
    }

    private static Verdict Judge(Placement placement, DateOnly weekOf, IEnumerable<LogbookDay> days, Act act) => LogbookWeek.Judge(
        weekOf, [.. days.Select(day => day.Date)], new Period(placement.StartsOn, placement.EndsOn), placement.PausedDays, act.Today);

    private static IEnumerable<ValidationResult> Check(IReadOnlyList<LogbookDay> days)
    {
        if (days.Any(day => day is null))
            yield return new ValidationResult("Each day needs a date, hours and work.", [nameof(Request.Days)]);
        else if (days.DistinctBy(day => day.Date)
            .Count() < days.Count) yield return new ValidationResult("Each day may appear only once.", [nameof(Request.Days)]);
        else if (days.Any(day => decimal.Round(day.Hours, 2) != day.Hours))
        {
            yield return new ValidationResult("Hours have at most two decimals.", [nameof(Request.Days)]);
        }
    }
}

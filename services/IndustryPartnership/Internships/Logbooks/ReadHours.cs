using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>The hours of a placement's logbook so far, and the calendars of rest days (D39, D40).</summary>
public static class ReadHours
{
    /// <summary>The hours of a placement.</summary>
    /// <param name="PlacementId">The placement.</param>
    /// <param name="SignedHours">Hours that the mentor has signed.</param>
    /// <param name="EffectiveHours">The signed hours that count. A completed placement has their whole number.</param>
    /// <param name="MinimumHours">The effective hours that the present slot requires; null if it states none.</param>
    /// <param name="NotCounted">Signed hours that do not count, oldest first.</param>
    /// <param name="WeeksMissing">Past weeks with work but without an entry, by their Mondays.</param>
    /// <param name="WeeksOpen">Weeks with an entry that is not signed.</param>
    /// <param name="YearsWithoutCalendar">
    /// Years of the placement without a calendar of public holidays. Only their weekends are rest days.
    /// </param>
    public sealed record Hours(
        Guid PlacementId, decimal SignedHours, decimal EffectiveHours, int? MinimumHours, IReadOnlyList<NotCounted> NotCounted,
        IReadOnlyList<DateOnly> WeeksMissing, IReadOnlyList<OpenWeek> WeeksOpen, IReadOnlyList<int> YearsWithoutCalendar);

    /// <summary>Hours of a day that do not count.</summary>
    /// <param name="Day">The day.</param>
    /// <param name="Hours">How many.</param>
    /// <param name="Reason"><c>rest-day</c>, <c>over-hours-per-day</c>, <c>over-hours-per-week</c>, <c>paused</c> or
    /// <c>not-of-the-placement</c>.</param>
    public sealed record NotCounted(
        DateOnly Day, decimal Hours,
        [property: OneOf("rest-day", "over-hours-per-day", "over-hours-per-week", "paused", "not-of-the-placement")] string Reason);

    /// <param name="Items">The calendars, by their year.</param>
    public sealed record Calendars(IReadOnlyList<HolidayCalendar> Items);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/placements/{id:guid}/hours", GetAsync)
            .WithName("GetPlacementHours")
            .WithSummary("Read the hours of a placement's logbook")
            .Allow(ReadPlacements.Readers);
        api.MapGet("/public-holidays", (PublicHolidays holidays) => TypedResults.Ok(new Calendars(holidays.All)))
            .WithName("ListPublicHolidays")
            .WithSummary("List the calendars of public holidays");
    }

    private static async Task<Results<Ok<Hours>, Refusal>> GetAsync(
        Guid id, Db db, Caller caller, PublicHolidays holidays, Today today, CancellationToken ct)
    {
        if (await PlacementRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } placement) return CommonProblems.NotFound();
        var terms = await LogbookHours.TermsAsync(db, placement, ct);
        var result = await LogbookHours.OfAsync(db, placement, terms, holidays, ct);
        return TypedResults.Ok(new Hours(
            id, result.Written / 100m, result.Effective / 100m, terms.Present.MinimumHours,
            [.. result.NotCounted.Select(one => new NotCounted(one.Day, one.Hours / 100m, one.Reason))],
            await LogbookHours.MissingAsync(db, placement, terms, holidays, today.Value, ct),
            await LogbookHours.OpenAsync(db, id, ct),
            [.. Enumerable.Range(placement.StartsOn.Year, placement.EndsOn.Year - placement.StartsOn.Year + 1)
                .Where(year => !holidays.Knows(year))]));
    }
}

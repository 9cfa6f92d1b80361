using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The totals of a placement's logbook.</summary>
internal static class LogbookHours
{
    public static async Task<EffectiveHours.Result> OfAsync(
        IReader reader, Placement placement, TermsOfDays terms, PublicHolidays holidays, CancellationToken ct = default)
    {
        var signed = await reader.QueryAsync<DayRow>(
            """
            SELECT d.day, d.hours FROM partnership.logbook_day d
            INNER JOIN partnership.logbook_entry e ON e.placement_id = d.placement_id AND e.week_of = d.week_of
            WHERE d.placement_id = @Id AND e.state = 'signed' ORDER BY d.day
            """,
            new { placement.Id }, ct);
        return EffectiveHours.Of(
            [.. signed.Select(row => new EffectiveHours.Logged(row.Day, row.Hours))],
            new Period(placement.StartsOn, placement.EndsOn),
            placement.PausedDays,
            terms.On,
            holidays.IsRestDay);
    }

    /// <summary>The terms of the placement's slots, past and present.</summary>
    public static async Task<TermsOfDays> TermsAsync(IReader reader, Placement placement, CancellationToken ct = default)
    {
        var slots = await SlotRow.OfAsync(reader, [.. placement.Posts.Select(post => post.SlotId).Append(placement.SlotId).Distinct()], ct);
        var terms = slots.ToDictionary(slot => slot.Key, slot => slot.Value.Terms);
        return new TermsOfDays(terms[placement.SlotId], day => terms[placement.SlotOn(day)]);
    }

    /// <summary>The weeks with an unsigned entry, oldest first.</summary>
    public static async Task<IReadOnlyList<OpenWeek>> OpenAsync(
        IReader reader, Guid placementId, CancellationToken ct = default) => [.. (await reader.QueryAsync<WeekRow>(
        "SELECT week_of, state FROM partnership.logbook_entry WHERE placement_id = @placementId AND state <> 'signed' ORDER BY week_of",
        new { placementId }, ct)).Select(row => new OpenWeek(row.WeekOf, row.State))];

    /// <summary>The last day in the logbook.</summary>
    public static Task<DateOnly?> LastDayAsync(IReader reader, Guid placementId) =>
        reader.FindAsync<DateOnly?>(
            """
            SELECT MAX(day)
            FROM partnership.logbook_day
            WHERE placement_id = @placementId HAVING COUNT(*) > 0
            """,
            new { placementId });

    /// <summary>The last day that the mentor has signed; null if there is none.</summary>
    public static Task<DateOnly?> LastSignedDayAsync(IReader reader, Guid placementId) => reader.FindAsync<DateOnly?>(
        """
        SELECT MAX(d.day) FROM partnership.logbook_day d
        INNER JOIN partnership.logbook_entry e ON e.placement_id = d.placement_id AND e.week_of = d.week_of
        WHERE d.placement_id = @placementId AND e.state = 'signed' HAVING COUNT(*) > 0
        """,
        new { placementId });

    /// <summary>The past weeks with a working day but without an entry.</summary>
    public static async Task<IReadOnlyList<DateOnly>> MissingAsync(
        IReader reader, Placement placement, TermsOfDays terms, PublicHolidays holidays, DateOnly today, CancellationToken ct = default)
    {
        if (placement.StartedOn is null) return [];
        var written = (await reader.QueryAsync<DateOnly>(
            """
            SELECT week_of
            FROM partnership.logbook_entry
            WHERE placement_id = @Id
            """,
            new { placement.Id },
            ct)).ToHashSet();
        var (missing, paused) = (new List<DateOnly>(), placement.PausedDays);
        for (var monday = LogbookWeek.MondayOf(placement.StartsOn); monday <= placement.EndsOn
            && monday.AddDays(6) < today; monday = monday.AddDays(7))
        {
            var hadWork = Enumerable.Range(0, 7).Select(monday.AddDays)
                .Any(day => placement.StartsOn <= day && day <= placement.EndsOn && !paused.Any(
                    pause => pause.Covers(day)) && (terms.On(day).RestDays == true || !holidays.IsRestDay(day)));
            if (hadWork && !written.Contains(monday)) missing.Add(monday);
        }
        return missing;
    }

    /// <param name="Present">The present slot's terms. Its minimum hours count (D40).</param>
    /// <param name="On">The terms of the slot of a day.</param>
    internal sealed record TermsOfDays(SlotTerms Present, Func<DateOnly, SlotTerms> On);

    private sealed record DayRow
    {
        public DateOnly Day { get; init; }
        public int Hours { get; init; }
    }

    private sealed record WeekRow
    {
        public DateOnly WeekOf { get; init; }
        public string State { get; init; } = "";
    }
}

/// <summary>A week of the logbook that awaits the mentor or the learner.</summary>
/// <param name="WeekOf">The week's Monday.</param>
/// <param name="State"><c>written</c> or <c>returned</c>.</param>
public sealed record OpenWeek(DateOnly WeekOf, [property: OneOf("written", "returned")] string State);

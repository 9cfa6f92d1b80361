using IndustryPartnership.Cooperation.Bases;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>
/// The organisations that run the base, and the teacher's institution, read practices. Everyone who sees the base sees how many seats are
/// taken.
/// </summary>
public static class ReadTeacherPractices
{
    /// <param name="From">The first day in question.</param>
    /// <param name="Until">The last day.</param>
    /// <param name="Capacity">How many people the base takes at a time.</param>
    /// <param name="Reserved">The most seats taken on one of these days.</param>
    /// <param name="Free">How many more can be taken on all of these days; 0 unless the base may be used on each of them.</param>
    public sealed record Seats(DateOnly From, DateOnly Until, int Capacity, int Reserved, int Free);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/teacher-practices", ListAsync).WithName("ListTeacherPractices")
            .WithSummary("List teachers' practices at your bases, or of your institution").Allow(TeacherPracticeRow.Readers);
        api.MapGet("/teacher-practices/{id:guid}", GetAsync).WithName("GetTeacherPractice")
            .WithSummary("Read a teacher's practice, now or as of a day").Allow(TeacherPracticeRow.Readers);
        api.MapGet("/teacher-practices/{id:guid}/history", HistoryAsync).WithName("GetTeacherPracticeHistory")
            .WithSummary("Read the history of a teacher's practice").Allow(TeacherPracticeRow.Readers);
        api.MapGet("/bases/{id:guid}/seats", SeatsAsync).WithName("GetBaseSeats")
            .WithSummary("Read how many seats a base has in a period");
    }

    private static async Task<Ok<Page<TeacherPractice>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] TeacherPracticeFilter filter, Db db, Act act, CancellationToken ct)
    {
        var rows = await db.QueryAsync<TeacherPracticeRow>(
            TeacherPracticeRow.Select +
            """
             WHERE t.seq > @After
                AND (@BaseId IS NULL OR t.base_id = @BaseId)
                AND (@Institution IS NULL OR t.institution = @Institution)
                AND (@State IS NULL OR t.state = @State)
                AND (@Day IS NULL OR (t.starts_on <= @Day AND t.ends_on >= @Day))
                AND
            """ + " " + TeacherPracticeRow.Visible + " ORDER BY t.seq " + Db.Page,
            new
            {
                paging.After,
                limit = paging.Limit,
                filter.BaseId,
                filter.Institution,
                filter.State,
                filter.Day,
                org = act.Caller.Org,
                today = act.Today,
            }, ct);
        var practices = (await TeacherPracticeRow.ShowAsync(db, rows, ct)).ToDictionary(practice => practice.Id);
        return paging.Reply(http, rows, row => row.Seq, row => practices[row.Id]);
    }

    private static async Task<Results<Ok<TeacherPractice>, Refusal>> GetAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        var practice = await TeacherPracticeRow.FindAsync(db, id, act, ct);
        if (practice is not null && (asOf ?? knownOn) is not null)
        {
            practice = await History.FindAsync<TeacherPractice>(db, TeacherPracticeRow.Kind, id, [History.Parties], asOf, knownOn, ct);
        }
        return practice is null ? CommonProblems.NotFound() : TypedResults.Ok(practice);
    }

    private static async Task<Results<Ok<Page<Change<TeacherPractice>>>, Refusal>> HistoryAsync(
        Guid id, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct) =>
        await TeacherPracticeRow.FindAsync(db, id, act, ct) is null
            ? CommonProblems.NotFound()
            : await History.ListAsync<TeacherPractice>(http, paging, db, TeacherPracticeRow.Kind, id, [History.Parties], ct);

    private static async Task<Results<Ok<Seats>, Refusal>> SeatsAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? from = null, DateOnly? until = null)
    {
        if (await BaseRow.FindAsync(db, id, act, ct) is not { } found) return CommonProblems.NotFound();
        var first = from ?? act.Today;
        var days = new Period(first, until ?? first);
        if (days.Days == 0) throw new BadRequestException("The parameter until must not be before today if from is left out.");
        var (active, taken) = (await BaseRow.ActiveAsync(db, id, ct), await TeacherPracticeRow.TakenAsync(db, id, ct));
        var reserved = PracticeSeats.Peak(days, taken);
        var isUsable = PracticeSeats.Judge(days, int.MaxValue, active, taken).Reason is null;
        var free = isUsable ? Math.Max(0, found.Capacity - reserved) : 0;
        return TypedResults.Ok(new Seats(days.From, days.Until, found.Capacity, reserved, free));
    }
}

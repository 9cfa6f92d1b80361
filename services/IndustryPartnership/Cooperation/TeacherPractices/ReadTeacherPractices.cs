using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>The organisations that run the base, and the teacher's institution, read practices.</summary>
public static class ReadTeacherPractices
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/teacher-practices", ListAsync).WithName("ListTeacherPractices")
            .WithSummary("List teachers' practices at your bases, or of your institution").Allow(TeacherPracticeRow.Readers);
        api.MapGet("/teacher-practices/{id:guid}", GetAsync).WithName("GetTeacherPractice")
            .WithSummary("Read a teacher's practice, now or as of a day").Allow(TeacherPracticeRow.Readers);
        api.MapGet("/teacher-practices/{id:guid}/history", HistoryAsync).WithName("GetTeacherPracticeHistory")
            .WithSummary("Read the history of a teacher's practice").Allow(TeacherPracticeRow.Readers);
    }

    private static async Task<Ok<Page<TeacherPractice>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] TeacherPracticeFilter filter, Db db, Act act, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<TeacherPracticeRow>(
            db,
            TeacherPracticeRow.Select +
            """
             WHERE (@BaseId IS NULL OR t.base_id = @BaseId)
                AND (@Institution IS NULL OR t.institution = @Institution)
                AND (@State IS NULL OR t.state = @State)
                AND (@Day IS NULL OR (t.starts_on <= @Day AND t.ends_on >= @Day))
                AND
            """ + " " + TeacherPracticeRow.Visible,
            new
            {
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
}

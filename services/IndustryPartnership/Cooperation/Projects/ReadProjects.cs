using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>Projects that have started are public to everybody with a token; before that they are their parties'.</summary>
public static class ReadProjects
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/projects", ListAsync).WithName("ListProjects").WithSummary("List projects, such as those of an enterprise");
        api.MapGet("/projects/{id:guid}", GetAsync).WithName("GetProject").WithSummary("Read a project, as it is or as of a day");
        api.MapGet("/projects/{id:guid}/history", HistoryAsync).WithName("GetProjectHistory").WithSummary("Read what became of a project");
    }

    private static async Task<Ok<Page<Project>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, Today today, CancellationToken ct,
        [Code] string? party = null,
        [OneOf("proposed", "active", "completed", "cancelled")] string? state = null,
        [OneOf(Measure.IntegratingCourses, Measure.IntegratingTeachers, Measure.GeneralEducation, Measure.IndustryIntegration)] string? measure = null,
        [Name(100)] string? strategy = null, Guid? agreementId = null)
    {
        var rows = await db.QueryAsync<ProjectRow>(
            ProjectRow.Select + "WHERE p.seq > @After AND (@state IS NULL OR p.state = @state) AND (@agreementId IS NULL OR p.agreement_id = @agreementId) AND (@party IS NULL OR p.id IN (" + Members.OfParty + ")) AND "
            + "(@measure IS NULL OR p.id IN (" + Tags.OfMeasure + ")) AND (@strategy IS NULL OR p.id IN (" + Tags.OfStrategy + ")) AND " + ProjectRow.Visible + " ORDER BY p.seq " + Db.Page,
            new { paging.After, limit = paging.Limit, state, agreementId, party, measure, strategy, org = caller.Org, today = today.Value }, ct);
        var shown = (await ProjectRow.ShowAsync(db, rows, caller.Org, today.Value, ct)).ToDictionary(project => project.Id);
        return paging.Reply(http, rows, row => row.Seq, row => shown[row.Id]);
    }

    // asOf is the day that is asked about, knownOn the last business date whose records count: without both, the present.
    private static async Task<Results<Ok<Project>, Refusal>> GetAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (await ProjectRow.FindAsync(db, id, caller.Org, today.Value, ct) is not { } found) return CommonProblems.NotFound();
        if (asOf is null && knownOn is null) return TypedResults.Ok(found);
        var audiences = await AudiencesAsync(db, id, caller, ct);
        // Before it began nothing of it had a day of its own.
        var then = found.StartedOn is null
            ? await History.FindAsync<Project>(db, ProjectRow.Kind, id, audiences, asOf, knownOn, ct)
            : (await History.FindDatedAsync<Project>(db, ProjectRow.Kind, id, audiences, asOf ?? today.Value, knownOn, ct))?.AsOf(asOf ?? today.Value);
        return then is null ? CommonProblems.NotFound() : TypedResults.Ok(then);
    }

    private static async Task<Results<Ok<Page<Change<Project>>>, Refusal>> HistoryAsync(Guid id, HttpContext http, Paging paging, Db db, Caller caller, Today today, CancellationToken ct)
    {
        if (await ProjectRow.FindAsync(db, id, caller.Org, today.Value, ct) is null) return CommonProblems.NotFound();
        return await History.ListAsync<Project>(http, paging, db, ProjectRow.Kind, id, await AudiencesAsync(db, id, caller, ct), ct);
    }

    private static async Task<string[]> AudiencesAsync(Db db, Guid id, Caller caller, CancellationToken ct) =>
        await Members.IsNamedAsync(db, id, caller.Org, ct) ? [History.Public, History.Parties] : [History.Public];
}

using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>Started projects are public to everyone with a token. Before that, their parties see them.</summary>
public static class ReadProjects
{
    private static readonly JoinedHistory<Project> Past = new(ProjectRow.Kind, ProjectRow.FindAsync);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/projects", ListAsync).WithName("ListProjects")
            .WithSummary("List projects, for example of one enterprise");
        api.MapGet("/projects/{id:guid}", Past.GetAsync).WithName("GetProject")
            .WithSummary("Read a project, as it is or as of a day");
        api.MapGet("/projects/{id:guid}/history", Past.ListAsync).WithName("GetProjectHistory")
            .WithSummary("Read the history of a project");
    }

    private static async Task<Ok<Page<Project>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] ProjectFilter filter, Db db, Act act, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<ProjectRow>(
            db,
            ProjectRow.Select +
            """
             WHERE (@State IS NULL OR p.state = @State)
                AND (@AgreementId IS NULL OR p.agreement_id = @AgreementId)
                AND (@Party IS NULL OR p.id IN (
            """ + MemberRow.OfParty + ")) AND (@Measure IS NULL OR p.id IN (" + Tags.OfMeasure + "))"
            + " AND (@Strategy IS NULL OR p.id IN (" + Tags.OfStrategy + ")) AND " + ProjectRow.Visible,
            new
            {
                filter.State,
                filter.AgreementId,
                filter.Party,
                filter.Measure,
                filter.Strategy,
                org = act.Caller.Org,
                today = act.Today,
            }, ct);
        var shown = (await ProjectRow.ShowAsync(db, rows, act.Today, ct)).ToDictionary(project => project.Id);
        return paging.Reply(http, rows, row => row.Seq, row => shown[row.Id].SeenBy(act.Caller));
    }
}

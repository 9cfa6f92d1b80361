using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>A party closes a project: as completed when every milestone was reached, or as cancelled (S19).</summary>
public static class CloseProject
{
    private const string Completed = "completed";
    private const string Cancelled = "cancelled";

    /// <param name="Outcome">How it ended.</param>
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: OneOf(Completed, Cancelled)] string Outcome, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/projects/{id:guid}/closure", HandleAsync)
        .WithName(nameof(CloseProject)).WithSummary("Close a project as completed or as cancelled").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Project>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        // What never started is called off, and was no project that could be completed.
        string[] states = request.Outcome == Completed ? ["active"] : ["proposed", "active"];
        var closed = await work.ExecuteAsync(
            "UPDATE partnership.project SET state = @Outcome, closed_on = @today, version = version + 1 WHERE id = @id AND state IN @states", new { id, request.Outcome, today = today.Value, states });
        if (closed == 0) return Problems.ProjectNotIn(found, states);
        var open = request.Outcome == Completed ? await work.QueryAsync<string>("SELECT code FROM partnership.milestone WHERE project_id = @id AND met_on IS NULL ORDER BY due_on, code", new { id }) : [];
        if (open.Count > 0) return Problems.MilestonesOpen(id, open);

        var shown = await ProjectRow.RecordAsync(work, history, id, request.Outcome, caller, today.Value, reason: request.Reason);
        if (shown.StartedOn is not null) await events.Publish(ProjectRow.Fact(shown, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}

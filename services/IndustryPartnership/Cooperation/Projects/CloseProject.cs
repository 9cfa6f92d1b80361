using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>A party closes a project: as completed if every milestone was reached, or as cancelled (S19).</summary>
public static class CloseProject
{
    /// <param name="Outcome">How it ended.</param>
    /// <param name="Reason">The reason, kept in the audit.</param>
    public sealed record Request(
        [property: OneOf(ProjectState.Completed, ProjectState.Cancelled)] string Outcome,
        [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/projects/{id:guid}/closure", HandleAsync)
        .WithName(nameof(CloseProject)).WithSummary("Close a project as completed or as cancelled").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Project>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ProjectRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!held.Members.Have(act.Caller.Org, act.Today)) return Problems.NotAMember(held.Members, act.Today);
        // A project that never started can only be cancelled.
        var isCompleted = request.Outcome == ProjectState.Completed;
        string[] states = isCompleted ? [ProjectState.Active] : [ProjectState.Proposed, ProjectState.Active];
        if (!states.Contains(held.State)) return Problems.ProjectNotIn(held, states);
        var open = held.Milestones.Where(milestone => milestone.MetOn is null).Select(milestone => milestone.Code).ToList();
        if (isCompleted && open.Count > 0) return Problems.MilestonesOpen(id, open);

        var closed = held.Closed(request.Outcome, act.Today);
        var fact = closed.StartedOn is null ? null : new ProjectClosedV1 { OccurredAt = act.Now, Project = closed.ToEvent() };
        await ProjectRow.RecordAsync(work, events, closed, new Done(request.Outcome) { Fact = fact, Reason = request.Reason }, act);
        return await work.CommitAsync(TypedResults.Ok(closed.SeenBy(act.Caller)));
    }
}

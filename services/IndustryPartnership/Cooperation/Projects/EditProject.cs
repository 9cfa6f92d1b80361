using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>
/// Until the start, the proposer may change a project, and the others must accept again (S19). A party tags it at any time.
/// </summary>
public static class EditProject
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/projects/{id:guid}", EditAsync).WithName(nameof(EditProject))
            .WithSummary("Change a proposed project").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPut("/projects/{id:guid}/tags", JoinProject.InProject.TagAsync).WithName("TagProject")
            .WithSummary("Set which measures and strategies a project serves").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Project>, Refusal>> EditAsync(
        Guid id, ProposeProject.Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ProjectRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.ProposedBy != act.Caller.Org) return Problems.NotYourProject(held);
        var (kinds, problem) = await ProjectProposal.JudgeAsync(request, work, act);
        if (problem is not null) return problem;
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (held.State != ProjectState.Proposed) return Problems.ProjectNotIn(held, ProjectState.Proposed);

        var edited = await ProjectRow.ProposeAsync(work, held.Next(), request, kinds, act);
        await ProjectRow.RecordAsync(work, events, edited, new Done("edited"), act);
        return await work.CommitAsync(TypedResults.Ok(edited.SeenBy(act.Caller)));
    }
}

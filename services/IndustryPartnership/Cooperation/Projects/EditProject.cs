using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>Until it starts, the party that proposed a project changes it; the others accept anew, since they accepted something else (S19). A party tags it at any time.</summary>
public static class EditProject
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/projects/{id:guid}", EditAsync).WithName(nameof(EditProject)).WithSummary("Change a proposed project").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPut("/projects/{id:guid}/tags", TagAsync).WithName("TagProject").WithSummary("Say which measures and strategies a project serves").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Project>, Refusal>> EditAsync(Guid id, ProposeProject.Request request, IfMatch ifMatch, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.ProposedBy != caller.Org) return Problems.NotYourProject(found);
        if (await ProposeProject.WhyNotAsync(request, work, caller, today.Value) is { } problem) return problem;
        var edited = await work.ExecuteAsync(
            """
            UPDATE partnership.project SET title = @Title, description = @Description, starts_on = @StartsOn, ends_on = @EndsOn, agreement_id = @AgreementId, version = version + 1
            WHERE id = @id AND version = @Version AND state = 'proposed'
            """,
            new { id, request.Title, request.Description, request.StartsOn, request.EndsOn, request.AgreementId, ifMatch.Version });
        if (edited == 0) return found.Version == ifMatch.Version ? Problems.ProjectNotIn(found, "proposed") : CommonProblems.PreconditionFailed(found.Version);

        await ProposeProject.WritePartsAsync(work, id, request, caller, today.Value);
        return await work.CommitAsync(TypedResults.Ok(await ProjectRow.RecordAsync(work, history, id, "edited", caller, today.Value)));
    }

    private static async Task<Results<Ok<Project>, Refusal>> TagAsync(Guid id, Tags request, IfMatch ifMatch, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        if (await work.ExecuteAsync("UPDATE partnership.project SET version = version + 1 WHERE id = @id AND version = @Version", new { id, ifMatch.Version }) == 0) return CommonProblems.PreconditionFailed(found.Version);

        await request.WriteAsync(work, id);
        return await work.CommitAsync(TypedResults.Ok(await ProjectRow.RecordAsync(work, history, id, "tagged", caller, today.Value)));
    }
}

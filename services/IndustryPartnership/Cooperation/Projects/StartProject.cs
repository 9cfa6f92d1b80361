using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>A party starts a project that all its parties have accepted; it is public from then on (S19).</summary>
public static class StartProject
{
    /// <param name="StartedOn">The day of the start, where it is recorded later; today where it is left out.</param>
    public sealed record Request([property: Day] DateOnly? StartedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/projects/{id:guid}/start", HandleAsync)
        .WithName(nameof(StartProject)).WithSummary("Start a proposed project").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Project>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        var startedOn = request.StartedOn ?? today.Value;
        var started = await work.ExecuteAsync("UPDATE partnership.project SET state = 'active', started_on = @startedOn, version = version + 1 WHERE id = @id AND state = 'proposed'", new { id, startedOn });
        if (started == 0) return Problems.ProjectNotIn(found, "proposed");

        var members = await Members.OfAsync(work, id);
        var missing = members.Where(member => member.JoinedOn is null).Select(member => member.Organisation).ToList();
        if (missing.Count > 0) return Problems.AcceptanceMissing("S19", $"/industry-partnership/v1/projects/{id}/acceptance", missing);
        if (DayOfAct.Judge("S19", "startedOn", startedOn, members.Max(member => member.JoinedOn), today.Value) is { Passes: false } verdict) return Problems.NotOnThatDayOfIt(verdict);
        if (found.AgreementId is { } agreement && !await ProposeProject.MayRestOnAsync(work, agreement, found.ProposedBy, startedOn))
        {
            return Problems.CannotRestOn(agreement, found.ProposedBy, startedOn);
        }
        if (await Members.TakeAsync(work, "S19", [.. members.Select(member => member.Organisation)]) is { } problem) return problem;

        var shown = await ProjectRow.RecordAsync(work, history, id, "started", caller, today.Value, startedOn);
        await events.Publish(ProjectRow.Fact(shown, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}

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

/// <summary>A party starts a project that all its parties have accepted. From then on it is public (S19).</summary>
public static class StartProject
{
    /// <param name="StartedOn">The day of the start, if recorded later; today if left out.</param>
    public sealed record Request([property: Day] DateOnly? StartedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/projects/{id:guid}/start", HandleAsync)
        .WithName(nameof(StartProject)).WithSummary("Start a proposed project").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Project>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ProjectRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!held.Members.Have(act.Caller.Org, act.Today)) return Problems.NotAMember(held.Members, act.Today);
        if (held.State != ProjectState.Proposed) return Problems.ProjectNotIn(held, ProjectState.Proposed);
        var startedOn = request.StartedOn ?? act.Today;
        var acceptance = $"/industry-partnership/v1/projects/{id}/acceptance";
        if (held.Members.Awaited() is { Count: > 0 } missing) return Problems.AcceptanceMissing("S19", acceptance, missing);
        var verdict = DayOfAct.Judge("S19", "startedOn", startedOn, held.Members.Max(member => member.JoinedOn), act.Today);
        if (!verdict.Passes) return Problems.NotOnThatDayOfIt(verdict);
        if (startedOn > held.EndsOn) return Problems.ProjectStartsAfterItsEnd(held, startedOn);
        if (held.AgreementId is { } agreement && !await ProjectProposal.MayRestOnAsync(work, agreement, held.ProposedBy, startedOn))
        {
            return Problems.CannotRestOn(agreement, held.ProposedBy, startedOn);
        }
        var parties = held.Members.Select(member => member.Organisation).ToList();
        if (await Registered.TakeAsync(work, "S19", parties) is { } problem) return problem;

        var started = held.Started(startedOn);
        var fact = new ProjectStartedV1 { OccurredAt = act.Now, Project = started.ToEvent() };
        await ProjectRow.RecordAsync(work, events, started, new Done("started") { Fact = fact, EffectiveOn = startedOn }, act);
        return await work.CommitAsync(TypedResults.Ok(started.SeenBy(act.Caller)));
    }
}

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

/// <summary>A party adds a milestone to an active project, or says that one was reached: on a day that has come, once (S19).</summary>
public static class AddMilestone
{
    /// <param name="MetOn">The day on which it was reached, where it is recorded later; today where it is left out.</param>
    /// <param name="EvidenceHash">SHA-256, in lower-case hexadecimal, of what shows it.</param>
    public sealed record CompletionRequest([property: Day] DateOnly? MetOn = null, [property: Hash] string? EvidenceHash = null);

    private static readonly string[] Workers = [Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/projects/{id:guid}/milestones", AddAsync).WithName(nameof(AddMilestone)).WithSummary("Add a milestone to an active project").Allow(Workers);
        api.MapPost("/projects/{id:guid}/milestones/{code}/completion", CompleteAsync).WithName("CompleteMilestone").WithSummary("Say that a milestone was reached").Allow(Workers);
    }

    internal static Task<bool> WriteAsync(UnitOfWork work, Guid id, ProposeProject.MilestoneRequest milestone) => work.TryInsertAsync(
        "INSERT INTO partnership.milestone (project_id, code, title, due_on) VALUES (@id, @Code, @Title, @DueOn)", new { id, milestone.Code, milestone.Title, milestone.DueOn });

    private static async Task<Results<Ok<Project>, Refusal>> AddAsync(
        Guid id, ProposeProject.MilestoneRequest request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        if (await ProjectRow.TakeAsync(work, found, "active") is { } state) return state;
        if (!await WriteAsync(work, id, request)) return Problems.MilestoneCodeTaken(id, request.Code);

        return await work.CommitAsync(TypedResults.Ok(await TellAsync(work, events, history, id, $"milestone {request.Code} added", caller, today, clock, today.Value)));
    }

    private static async Task<Results<Ok<Project>, Refusal>> CompleteAsync(
        Guid id, string code, CompletionRequest request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        if (found.Milestones.SingleOrDefault(milestone => milestone.Code == code) is not { } wanted) return CommonProblems.NotFound();
        if (await ProjectRow.TakeAsync(work, found, "active") is { } state) return state;
        var metOn = request.MetOn ?? today.Value;
        if (DayOfAct.Judge("S19", "metOn", metOn, found.StartedOn, today.Value) is { Passes: false } verdict) return Problems.NotOnThatDayOfIt(verdict);
        var met = await work.ExecuteAsync(
            "UPDATE partnership.milestone SET met_on = @metOn, evidence_hash = @EvidenceHash WHERE project_id = @id AND code = @code AND met_on IS NULL", new { id, code, metOn, request.EvidenceHash });
        if (met == 0) return Problems.MilestoneMet(wanted);

        return await work.CommitAsync(TypedResults.Ok(await TellAsync(work, events, history, id, $"milestone {code} reached", caller, today, clock, metOn)));
    }

    private static async Task<Project> TellAsync(UnitOfWork work, IPublishEndpoint events, History history, Guid id, string what, Caller caller, Today today, TimeProvider clock, DateOnly effectiveOn)
    {
        var shown = await ProjectRow.RecordAsync(work, history, id, what, caller, today.Value, effectiveOn);
        await events.Publish(new ProjectAmendedV1 { OccurredAt = clock.GetUtcNow(), Project = shown.ToEvent() });
        return shown;
    }
}

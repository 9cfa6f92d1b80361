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

/// <summary>
/// A party adds a milestone to an active project. A party records once that it was reached, on a day that is not in the future (S19).
/// </summary>
public static class AddMilestone
{
    /// <param name="MetOn">The day on which it was reached, if recorded later; today if left out.</param>
    /// <param name="EvidenceHash">SHA-256 of the evidence, in lower-case hexadecimal.</param>
    public sealed record CompletionRequest([property: Day] DateOnly? MetOn = null, [property: Hash] string? EvidenceHash = null);

    private static readonly string[] Workers = [Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/projects/{id:guid}/milestones", AddAsync).WithName(nameof(AddMilestone))
            .WithSummary("Add a milestone to an active project").Allow(Workers);
        api.MapPost("/projects/{id:guid}/milestones/{code}/completion", CompleteAsync).WithName("CompleteMilestone")
            .WithSummary("Record that a milestone was reached").Allow(Workers);
    }

    internal static Task WriteAsync(UnitOfWork work, Guid id, Milestone milestone) => work.ExecuteAsync(
        "INSERT INTO partnership.milestone (project_id, code, title, due_on) VALUES (@id, @Code, @Title, @DueOn)",
        new { id, milestone.Code, milestone.Title, milestone.DueOn });

    private static async Task<Results<Ok<Project>, Refusal>> AddAsync(
        Guid id, ProposeProject.MilestoneRequest request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ProjectRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!held.Members.Have(act.Caller.Org, act.Today)) return Problems.NotAMember(held.Members, act.Today);
        if (held.State != ProjectState.Active) return Problems.ProjectNotIn(held, ProjectState.Active);
        if (held.Milestones.Any(milestone => milestone.Code == request.Code)) return Problems.MilestoneCodeTaken(id, request.Code);

        var added = request.ToMilestone(act.Today);
        await WriteAsync(work, id, added);
        var next = held.Adding(added);
        await ProjectRow.RecordAsync(work, events, next, new Done($"milestone {added.Code} added") { Fact = Amended(next, act) }, act);
        return await work.CommitAsync(TypedResults.Ok(next.SeenBy(act.Caller)));
    }

    private static async Task<Results<Ok<Project>, Refusal>> CompleteAsync(
        Guid id, string code, CompletionRequest request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ProjectRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!held.Members.Have(act.Caller.Org, act.Today)) return Problems.NotAMember(held.Members, act.Today);
        if (held.Milestones.SingleOrDefault(milestone => milestone.Code == code) is not { } wanted) return CommonProblems.NotFound();
        if (held.State != ProjectState.Active) return Problems.ProjectNotIn(held, ProjectState.Active);
        var metOn = request.MetOn ?? act.Today;
        var verdict = DayOfAct.Judge("S19", "metOn", metOn, held.StartedOn, act.Today);
        if (!verdict.Passes) return Problems.NotOnThatDayOfIt(verdict);
        if (wanted.MetOn is not null) return Problems.MilestoneMet(wanted);

        await work.ChangeAsync(
            """
            UPDATE partnership.milestone
            SET met_on = @metOn, evidence_hash = @EvidenceHash
            WHERE project_id = @id AND code = @code
            """,
            new { id, code, metOn, request.EvidenceHash });
        var next = held.Reaching(wanted, metOn, request.EvidenceHash);
        var done = new Done($"milestone {code} reached") { Fact = Amended(next, act), EffectiveOn = metOn };
        await ProjectRow.RecordAsync(work, events, next, done, act);
        return await work.CommitAsync(TypedResults.Ok(next.SeenBy(act.Caller)));
    }

    private static ProjectAmendedV1 Amended(Project next, Act act) => new() { OccurredAt = act.Now, Project = next.ToEvent() };
}

using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Diplomas;

/// <summary>The university graduates a learner who was transferred, with the bachelor diploma, annotated 专升本 where they came from a college (D3, D5).</summary>
public static class GraduateLearner
{
    /// <param name="GraduatedOn">The day of graduation, in the last stage's last year at the earliest; today by default.</param>
    public sealed record Request([property: Day] DateOnly? GraduatedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/graduation", HandleAsync)
        .WithName(nameof(GraduateLearner)).WithSummary("Graduate a learner").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await LearnerRow.HoldAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (before.ToInstitution != caller.Org) return Problems.NotTheUndergraduateInstitution();
        if (before.State != LearnerState.Transferred) return Problems.LearnerNotIn(before.State, LearnerState.Transferred);
        var stages = await StageRow.OfAsync(work, before.PathwayCode);
        if (before.Stage < stages.Count) return Problems.NotTheLastStage(before.Stage, stages.Count, id);
        var graduatedOn = request.GraduatedOn ?? today.Value;
        var inLastYear = StageEnd.Earliest(before.StageBeganOn, stages[before.Stage - 1].Years);
        var day = RecordedDay.Judge("D5", "graduatedOn", graduatedOn, inLastYear > before.Since ? inLastYear : before.Since, today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        await work.ExecuteAsync("UPDATE enrollment.learner SET state = 'graduated', since = @graduatedOn, version = version + 1 WHERE id = @id", new { id, graduatedOn });
        // 专升本 is the annotation of who came from a college: on the secondary route there is none.
        var annotation = await PathwayRow.FromDiplomaAsync(work, before.PathwayCode) == Diploma.Associate ? Diploma.Promoted : null;
        await Diploma.AwardAsync(work, id, Diploma.Bachelor, before.ToInstitution, annotation, graduatedOn, clock.GetUtcNow());
        var row = await LearnerRow.RecordAsync(work, events, id, LearnerFact.Graduated, caller, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }
}

using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>A learner repeats a year of the present stage with a later cohort, whose transfer exam is then theirs (D5a).</summary>
public static class RepeatYear
{
    /// <param name="Cohort">The year in which the later cohort began.</param>
    /// <param name="Reason">Why; kept in the audit.</param>
    /// <param name="From">The first day with it; today by default.</param>
    /// <param name="Class">The code of the class in the later cohort, if it is known already.</param>
    public sealed record Request(
        [property: Range(2000, 2100)] int Cohort,
        [property: Text(400)] string Reason,
        [property: Day] DateOnly? From = null,
        [property: Code] string? Class = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/repetition", HandleAsync)
        .WithName(nameof(RepeatYear)).WithSummary("Record that a learner repeats a year with a later cohort").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (!LearnerState.InTraining.Contains(learner.State)) return Problems.LearnerNotIn(learner.State, [.. LearnerState.InTraining]);
        var from = request.From ?? act.Today;
        var day = RecordedDay.Judge("D5a", "from", from, learner.ChangedOn, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        if (LaterCohort.Judge(request.Cohort, learner.Cohort, from) is { Passes: false } cohort) return Problems.NotALaterCohort(cohort);

        var repeating = learner.InCohortFrom(from, request.Cohort, request.Class);
        var fact = new LearnerYearRepeatedV1 { OccurredAt = act.Now, Learner = repeating.ToEvent() };
        await LearnerRow.RecordAsync(work, events, repeating, LearnerFact.YearRepeated, fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(repeating));
    }
}

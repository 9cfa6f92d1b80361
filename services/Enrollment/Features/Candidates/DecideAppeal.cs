using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Figures;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace Enrollment.Features.Candidates;

/// <summary>The examining institution decides on an appeal: it keeps the result, or enters new marks and so a new result (D7).</summary>
public static class DecideAppeal
{
    /// <param name="Decision"><c>result-kept</c>: the published result stays. <c>marks-changed</c>: the marks are the result.</param>
    /// <param name="Marks">The new marks, one for each component of the plan; only with <c>marks-changed</c>.</param>
    /// <param name="Bonus">The bonus, up to the plan's maximum, at most two decimals; 0 by default.</param>
    /// <param name="DecidedOn">The day from which the new result holds, not before the published one's; today by default.</param>
    public sealed record Request(
        [property: OneOf(ResultKept, MarksChanged)] string Decision,
        [property: MinLength(1), MaxLength(20)] IReadOnlyList<ComponentMark>? Marks = null,
        [property: Range(0.0, 10.0), Decimals(2)] decimal? Bonus = null,
        [property: Day] DateOnly? DecidedOn = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if ((Decision == MarksChanged) != (Marks is not null) || (Decision == ResultKept && Bonus is not null))
            {
                yield return new ValidationResult("Send marks if they are changed, and none if the result is kept.", [nameof(Marks)]);
            }
        }
    }

    private const string ResultKept = "result-kept";
    private const string MarksChanged = "marks-changed";

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/transfer-plans/{id:guid}/candidates/{learnerId:guid}/appeal/decision", HandleAsync)
        .WithName(nameof(DecideAppeal)).WithSummary("Decide on an appeal").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Candidate>, Refusal>> HandleAsync(
        Guid id, Guid learnerId, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        var viewer = act.Viewer();
        if (await TransferPlanRow.HoldAsync(work, id, viewer) is not { } plan) return CommonProblems.NotFound();
        if (await CandidateRow.HoldAsync(work, plan, learnerId, viewer) is not { } candidate) return CommonProblems.NotFound();
        if (plan.Exam.ExaminedBy != act.Caller.Org) return Problems.NotTheExaminer();
        // A resit and the end both wait for the decision, so it is of the plan's sitting.
        if (candidate.State != CandidateRow.Appealed) return Problems.CandidateNotIn(candidate.State, CandidateRow.Appealed);
        var decidedOn = request.DecidedOn ?? act.Today;
        var day = RecordedDay.Judge("D7", "decidedOn", decidedOn, plan.ResultsOn!.Value, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        var judged = ExamMarks.Judge(plan.Exam, candidate.ArticulationId, request.Marks, request.Bonus);
        if (judged.Thing is not { } marks) return judged.Refusal!;

        var decided = candidate.DecidedOnAppeal(marks, plan.Exam, act);
        if (request.Decision == ResultKept) await CandidateRow.RecordAsync(work, decided, ResultKept, act);
        else await AmendAsync(work, events, plan, decided, decidedOn, act);
        return await work.CommitAsync(TypedResults.Ok(decided.ToReply(viewer)));
    }

    private static async Task AmendAsync(
        UnitOfWork work, IPublishEndpoint events, TransferPlan plan, CandidateRow decided, DateOnly decidedOn, Act act)
    {
        var sitting = await CandidateRow.OfSittingAsync(work, plan);
        var amended = plan.AmendedOn(decidedOn, CandidateRow.HashOf(sitting, decided));
        await CandidateMarks.ReplaceAsync(work, decided);
        await CandidateRow.RecordResultAsync(work, decided, decidedOn, act);
        await TransferPlanRow.RecordAsync(work, amended, "result amended", act, $"learner {decided.LearnerId}");
        var rate = await PassCount.OfAsync(work, plan.Id);
        await events.Publish(new TransferResultPublishedV1 { OccurredAt = act.Now, Plan = amended.ToEvent(rate) });
    }
}

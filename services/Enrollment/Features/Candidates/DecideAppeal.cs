using System.ComponentModel.DataAnnotations;
using Contracts;
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

/// <summary>The examining institution decides on an appeal: the result is upheld, or there are new marks, and with them a new result (D7).</summary>
public static class DecideAppeal
{
    /// <param name="Upheld">Whether the published result stays as it is; then there are no marks.</param>
    /// <param name="Marks">The new marks, one for each component of the plan.</param>
    /// <param name="Bonus">What comes on top, up to the plan's bonus, at most two decimals; 0 by default.</param>
    /// <param name="DecidedOn">The day from which the new result holds: not before the published one's; today by default.</param>
    public sealed record Request(
        bool Upheld = false,
        [property: MinLength(1), MaxLength(20)] IReadOnlyList<ComponentMark>? Marks = null,
        [property: Range(0.0, 10.0), Decimals(2)] decimal? Bonus = null,
        [property: Day] DateOnly? DecidedOn = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Upheld == (Marks is not null) || (Upheld && Bonus is not null)) yield return new ValidationResult("Send upheld, or the marks.", [nameof(Marks)]);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/candidates/{learnerId:guid}/appeal/decision", HandleAsync)
        .WithName(nameof(DecideAppeal)).WithSummary("Decide on an appeal").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Candidate>, Refusal>> HandleAsync(
        Guid id, Guid learnerId, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan || await CandidateRow.FindAsync(work, id, learnerId, caller) is not { } before) return CommonProblems.NotFound();
        if (plan.ExaminedBy != caller.Org) return Problems.NotTheExaminer();
        // A plan with an appeal that waits is published, and at the sitting appealed against: neither a resit nor its end comes before the decision.
        if (before.State != CandidateRow.Appealed) return Problems.CandidateNotIn(before.State, CandidateRow.Appealed);
        var decidedOn = request.DecidedOn ?? today.Value;
        var day = RecordedDay.Judge("D7", "decidedOn", decidedOn, plan.ResultsOn!.Value, today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        if (request.Marks is { } marks)
        {
            if (await before.MarkAsync(work, plan, marks, request.Bonus ?? 0, today.Value, clock.GetUtcNow()) is { } broken) return Problems.MarksRefused(broken);
            var amended = await CandidateRow.ReadAsync(work, before.Id);
            await amended.RecordResultAsync(work, decidedOn, caller, today, clock.GetUtcNow());
            var hash = CandidateRow.HashOf(await CandidateRow.OfSittingAsync(work, plan));
            await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET results_on = @decidedOn, results_hash = @hash, version = version + 1 WHERE id = @id", new { id, decidedOn, hash });
            await work.AuditAsync("transfer-plan", id, plan.Version + 1, "result amended", caller, $"learner {learnerId}");
            await events.Publish(await (await TransferPlanRow.ReadAsync(work, id)).ToPublishedAsync(work, clock.GetUtcNow()));
        }
        else
        {
            await work.ExecuteAsync(
                "UPDATE enrollment.transfer_candidate SET state = CASE WHEN total >= @PassMark THEN 'passed' ELSE 'failed' END, version = version + 1 WHERE id = @Id", new { before.Id, plan.PassMark });
            await work.AuditAsync("transfer-candidate", before.Id, before.Version + 1, "upheld", caller);
        }
        var row = await CandidateRow.ReadAsync(work, before.Id);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work, caller)));
    }
}

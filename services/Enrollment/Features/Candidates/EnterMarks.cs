using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Candidates;

/// <summary>The examining institution enters what a candidate reached, or that the candidate was absent, and corrects it until both publish (D7, D8, D10).</summary>
public static class EnterMarks
{
    /// <param name="Absent">Whether the candidate was absent; then there are no marks.</param>
    /// <param name="Marks">A mark for each component of the plan.</param>
    /// <param name="Bonus">What comes on top, up to the plan's bonus, at most two decimals; 0 by default.</param>
    public sealed record Request(
        bool Absent = false,
        [property: MinLength(1), MaxLength(20)] IReadOnlyList<ComponentMark>? Marks = null,
        [property: Range(0.0, 10.0), Decimals(2)] decimal? Bonus = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Absent == (Marks is not null) || (Absent && Bonus is not null)) yield return new ValidationResult("Send absent, or the marks.", [nameof(Marks)]);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPut("/transfer-plans/{id:guid}/candidates/{learnerId:guid}/marks", HandleAsync)
        .WithName(nameof(EnterMarks)).WithSummary("Enter a candidate's marks, or absence").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Candidate>, Refusal>> HandleAsync(
        Guid id, Guid learnerId, Request request, IfMatch ifMatch, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan || await CandidateRow.FindAsync(work, id, learnerId, caller) is not { } before) return CommonProblems.NotFound();
        if (plan.ExaminedBy != caller.Org) return Problems.NotTheExaminer();
        if (before.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(before.Version);
        if (plan.State != TransferPlanState.Closed) return Problems.PlanNotIn(plan.State, TransferPlanState.Closed);
        if (before.Sitting != plan.Sitting) return Problems.NotOfThisSitting(before.Sitting, plan.Sitting);

        if (request.Marks is { } marks)
        {
            if (await before.MarkAsync(work, plan, marks, request.Bonus ?? 0, today.Value, clock.GetUtcNow()) is { } broken) return Problems.MarksRefused(broken);
        }
        else
        {
            await before.ReplaceAsync(work, today.Value, clock.GetUtcNow());
            await work.ExecuteAsync("UPDATE enrollment.transfer_candidate SET state = 'absent', bonus = NULL, total = NULL, version = version + 1 WHERE id = @Id", new { before.Id });
        }

        // Another revision of the results: who has published those of before has published others.
        var hash = CandidateRow.HashOf(await CandidateRow.OfSittingAsync(work, plan));
        await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET results_revision = results_revision + 1, results_hash = @hash, version = version + 1 WHERE id = @id", new { id, hash });
        await work.AuditAsync("transfer-plan", id, plan.Version + 1, "marks entered", caller, $"learner {learnerId}");
        var row = await CandidateRow.ReadAsync(work, before.Id);
        await work.AuditAsync("transfer-candidate", row.Id, row.Version, row.State, caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work, caller)));
    }
}

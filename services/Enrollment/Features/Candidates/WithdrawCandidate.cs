using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Candidates;

/// <summary>
/// The institution of the vocational stages withdraws a registration that was a mistake, before the exam is sat (D7, D43). The learner may
/// be registered again.
/// </summary>
public static class WithdrawCandidate
{
    /// <param name="Reason">What the mistake was; kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    private static readonly string[] NotYetSat = [TransferPlanState.Open, TransferPlanState.Closed];

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/transfer-plans/{id:guid}/candidates/{learnerId:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawCandidate)).WithSummary("Withdraw a mistaken registration for the transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Candidate>, Refusal>> HandleAsync(
        Guid id, Guid learnerId, Request request, UnitOfWork work, Act act)
    {
        var viewer = act.Viewer();
        if (await TransferPlanRow.HoldAsync(work, id, viewer) is not { } plan) return CommonProblems.NotFound();
        if (await CandidateRow.HoldAsync(work, plan, learnerId, viewer) is not { } candidate) return CommonProblems.NotFound();
        if (plan.FromInstitution != act.Caller.Org)
        {
            return CommonProblems.NotByThisParty("a registrar of the institution of the vocational stages");
        }
        if (!NotYetSat.Contains(plan.State)) return Problems.PlanNotIn(plan.State, NotYetSat);
        if (candidate.Sitting != plan.Sitting) return Problems.NotOfThisSitting(candidate.Sitting, plan.Sitting);
        if (candidate.State != CandidateRow.Registered) return Problems.CandidateNotIn(candidate.State, CandidateRow.Registered);
        var beforeExam = ExamDays.JudgeWithdrawal(plan.Exam.DaysOf(plan.Sitting), act.Today);
        if (!beforeExam.Passes) return Problems.OutsideExamDays(beforeExam);

        var withdrawn = candidate.WithdrawnByMistake();
        await CandidateRow.RecordAsync(work, withdrawn, withdrawn.State, act, request.Reason);
        if (plan.ResultsHash is not null)
        {
            // The results are those of the others alone; what one institution published was with this candidate.
            var results = plan.WithResults(CandidateRow.HashOf(await CandidateRow.OfSittingAsync(work, plan), withdrawn));
            await TransferPlanRow.RecordAsync(work, results, "registration withdrawn", act, $"learner {learnerId}");
        }
        return await work.CommitAsync(TypedResults.Ok(withdrawn.ToReply(viewer)));
    }
}

using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Credits;
using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Candidates;

/// <summary>The institution of the vocational stages registers a learner of the cohort for the open sitting (D7, D9).</summary>
public static class RegisterCandidate
{
    /// <param name="LearnerId">A learner of the plan's cohort, on an articulation for which the plan has places.</param>
    public sealed record Request(Guid LearnerId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/candidates", HandleAsync)
        .WithName(nameof(RegisterCandidate)).WithSummary("Register a learner for the transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Created<Candidate>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        var viewer = act.Viewer();
        if (await TransferPlanRow.HoldAsync(work, id, viewer) is not { } plan) return CommonProblems.NotFound();
        if (plan.FromInstitution != act.Caller.Org)
        {
            return CommonProblems.NotByThisParty("a registrar of the institution of the vocational stages");
        }
        if (plan.State != TransferPlanState.Open) return Problems.PlanNotIn(plan.State, TransferPlanState.Open);
        var registration = ExamDays.JudgeRegistration(plan.Exam.DaysOf(plan.Sitting), act.Today);
        if (!registration.Passes) return Problems.OutsideExamDays(registration);
        var learner = await LearnerRow.HoldAsync(work, request.LearnerId, viewer);
        if (learner is null || !Covers(plan, learner)) return Problems.LearnerNotOfPlan(request.LearnerId, plan);
        if (await WhyNotAsync(work, plan, learner) is { } refused) return refused;

        var former = await CandidateRow.HoldAsync(work, plan, learner.Id, viewer, plan.Sitting);
        if (former is { State: not CandidateRow.Withdrawn }) return Problems.AlreadyRegistered(learner.Id, plan.Sitting);
        var registered = Registered(plan, learner, former);
        await CandidateRow.AddAsync(work, registered, act);
        var location = $"/enrollment/v1/transfer-plans/{id}/candidates/{learner.Id}";
        return await work.CommitAsync(TypedResults.Created(location, registered.ToReply(viewer)));
    }

    private static bool Covers(TransferPlan plan, Learner learner) =>
        learner.FromInstitution == plan.FromInstitution && learner.Cohort == plan.Cohort
        && plan.Exam.Places.Any(place => place.ArticulationId == learner.ArticulationId);

    private static async Task<Refusal?> WhyNotAsync(UnitOfWork work, TransferPlan plan, Learner learner)
    {
        var stages = await StageRow.OfAsync(work, learner.PathwayCode);
        var isInLastVocational = StageEnd.Next(stages, learner.Stage) is { ByTransfer: true };
        var isReady = learner.State == LearnerState.TransferReady || (learner.State == LearnerState.Enrolled && isInLastVocational);
        if (!isReady) return Problems.NotReadyForExam(learner);

        var earned = await CreditFacts.EarnedAsync(work, learner);
        if (earned < plan.Exam.GateCredits) return Problems.GateNotReached(earned, plan.Exam.GateCredits);

        if (plan.Sitting == 1) return null;
        var last = await CandidateRow.LastStateAsync(work, plan, learner.Id, before: plan.Sitting);
        return last is CandidateRow.Failed or CandidateRow.Absent ? null : Problems.NotForResit(last);
    }

    private static CandidateRow Registered(TransferPlan plan, Learner learner, CandidateRow? former) => new()
    {
        Id = former?.Id ?? Guid.CreateVersion7(),
        PlanId = plan.Id,
        LearnerId = learner.Id,
        Institution = learner.FromInstitution,
        ArticulationId = learner.ArticulationId,
        Sitting = plan.Sitting,
        State = CandidateRow.Registered,
        Version = (former?.Version ?? 0) + 1,
    };
}

using Contracts;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>What was done for a learner, and would be refused by the record as it stands now (D43). Nothing is undone by itself.</summary>
public static class ReadLearnerRisks
{
    /// <param name="Kind"><c>stage-too-short</c>, <c>exam-of-another-cohort</c>, <c>diploma-of-another-day</c> or
    /// <c>admission-conditions-not-met</c>.</param>
    /// <param name="Rule">The rule that the record no longer meets.</param>
    /// <param name="Facts">What the rule looked at.</param>
    public sealed record Risk(string Kind, string Rule, object Facts);

    /// <param name="Risks">All of them; empty if the record meets all rules.</param>
    public sealed record RiskList(IReadOnlyList<Risk> Risks);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/risks", GetAsync)
        .WithName("GetLearnerRisks").WithSummary("Read what a learner's record no longer meets").Allow(Roles.Registrar);

    private static async Task<Results<Ok<RiskList>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } learner) return CommonProblems.NotFound();
        var facts = await FactRow.StandingAsync(db, id, ct);
        var stages = await StageRow.OfAsync(db, learner.PathwayCode);
        var cohorts = await db.QueryAsync<int>(
            """
            SELECT DISTINCT p.cohort
            FROM enrollment.transfer_candidate c
            JOIN enrollment.transfer_result r ON r.candidate_id = c.id
            JOIN enrollment.transfer_plan p ON p.id = c.plan_id
            WHERE c.learner_id = @id
            ORDER BY p.cohort
            """,
            new { id }, ct);
        var awards = await db.QueryAsync<DateOnly>(
            "SELECT awarded_on FROM enrollment.diploma WHERE learner_id = @id ORDER BY seq", new { id }, ct);
        var (_, admission) = await EnrolledAdmission.JudgeAsync(
            db, EnrolledAdmission.Of(learner), learner.PathwayCode, facts[0].Cohort, ct);
        return TypedResults.Ok(new RiskList(
        [
            .. CourseRisks.OfAdmission(admission),
            .. CourseRisks.OfStages(facts, stages),
            .. CourseRisks.OfExams(facts, cohorts),
            .. CourseRisks.OfDiplomas(facts, awards),
        ]));
    }
}

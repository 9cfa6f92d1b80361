using Enrollment.Features.Candidates;
using Enrollment.Features.Credits;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>What was done for a learner, with the record as it stands: what the risks are judged from (D43).</summary>
internal static class LearnerRisks
{
    public static async Task<IReadOnlyList<ReadLearnerRisks.Risk>> OfAsync(IReader reader, Learner learner, CancellationToken ct)
    {
        var facts = await FactRow.StandingAsync(reader, learner.Id, ct);
        var stages = await StageRow.OfAsync(reader, learner.PathwayCode);
        var registrations = await RegistrationsAsync(reader, learner.Id, ct);
        var (_, admission) = await EnrolledAdmission.JudgeAsync(
            reader, EnrolledAdmission.Of(learner), learner.Institution, learner.PathwayCode, facts[0].Cohort, ct);
        return
        [
            .. CourseRisks.OfAdmission(admission),
            .. CourseRisks.OfStages(facts, stages),
            .. CourseRisks.OfFooting(facts, stages),
            .. CourseRisks.OfExams(facts, registrations.Select(registration => registration.Cohort).Distinct().Order()),
            .. CourseRisks.OfRegistrations(facts, stages, registrations),
            .. CourseRisks.OfPlacements(facts, await PlacementsAsync(reader, learner.Id, ct)),
            .. CourseRisks.OfDiplomas(facts, await AwardsAsync(reader, learner.Id, ct)),
            .. CourseRisks.OfCandidates(await CandidateRow.OfLearnerAsync(reader, learner.Id, ct)),
            .. CourseRisks.OfCredit((await CreditFacts.OfAsync(reader, learner, null, ct)).Judge()),
        ];
    }

    private static Task<IReadOnlyList<Registration>> RegistrationsAsync(IReader reader, Guid learner, CancellationToken ct) =>
        reader.QueryAsync<Registration>(
            """
            SELECT p.cohort, c.registered_on
            FROM enrollment.transfer_candidate c
            JOIN enrollment.transfer_plan p ON p.id = c.plan_id
            WHERE c.learner_id = @learner
                AND c.state <> 'withdrawn'
            ORDER BY c.seq
            """,
            new { learner }, ct);

    // The newest version of each placement with the institution's grade.
    private static Task<IReadOnlyList<EndedPlacement>> PlacementsAsync(IReader reader, Guid learner, CancellationToken ct) =>
        reader.QueryAsync<EndedPlacement>(
            """
            SELECT f.placement_id, f.ends_on
            FROM enrollment.placement_fact f
            WHERE f.learner_id = @learner
                AND f.grade IS NOT NULL
                AND f.kind = 'post-internship'
                AND f.version = (SELECT MAX(n.version) FROM enrollment.placement_fact n WHERE n.placement_id = f.placement_id)
            ORDER BY f.ends_on, f.placement_id
            """,
            new { learner }, ct);

    private static Task<IReadOnlyList<DateOnly>> AwardsAsync(IReader reader, Guid learner, CancellationToken ct) =>
        reader.QueryAsync<DateOnly>(
            "SELECT awarded_on FROM enrollment.diploma WHERE learner_id = @learner AND state = 'awarded' ORDER BY seq",
            new { learner }, ct);

    internal sealed record Registration
    {
        public int Cohort { get; init; }
        public DateOnly RegisteredOn { get; init; }
    }

    internal sealed record EndedPlacement
    {
        public Guid PlacementId { get; init; }
        public DateOnly EndsOn { get; init; }
    }
}

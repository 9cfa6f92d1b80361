using Enrollment.Features.Figures;
using Kernel.Data;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The kept counts (D41) against those of each learner's facts.</summary>
internal static class KeptCounts
{
    public static async Task AssertAsync(Db db)
    {
        // What waits for the sweep is not counted yet.
        var learners = await db.QueryAsync<Guid>(
            """
            SELECT learner_id FROM enrollment.learner_fact WHERE learner_id NOT IN (SELECT learner_id FROM enrollment.uncounted_learner)
            UNION
            SELECT learner_id FROM enrollment.transfer_result WHERE learner_id NOT IN (SELECT learner_id FROM enrollment.uncounted_learner)
            """);
        var expected = new Dictionary<FigureCountKey, int>();
        foreach (var learner in learners)
        {
            foreach (var (key, number) in (await CountedCourse.OfAsync(db, learner)).Counts())
            {
                expected[key] = expected.GetValueOrDefault(key) + number;
            }
        }
        var kept = await db.QueryAsync<Row>(
            """
            SELECT institution, measure, cohort, effective_on, known_on, answer, learners
            FROM enrollment.figure_count
            WHERE learners <> 0
            """);
        Assert.Equal(
            expected.Where(count => count.Value != 0).Select(count => (count.Key, count.Value)).ToHashSet(),
            kept.Select(row => (row.Key, row.Learners)).ToHashSet());
    }

    private sealed record Row
    {
        public string Institution { get; init; } = "";
        public string Measure { get; init; } = "";
        public int Cohort { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public DateOnly KnownOn { get; init; }
        public string Answer { get; init; } = "";
        public int Learners { get; init; }

        public FigureCountKey Key => new(new(Measure, Institution, Cohort, Answer), EffectiveOn, KnownOn);
    }
}

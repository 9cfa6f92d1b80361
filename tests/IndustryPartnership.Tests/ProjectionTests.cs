using Contracts.Enrollment;
using CsCheck;
using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

public sealed class ProjectionTests
{
    [Theory, Engines]
    public async Task Any_shuffled_and_repeated_history_of_a_learner_gives_the_same_copy(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine, withOrganisations: false);

        await Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 1, 2, 3, 4, 5 }).SampleAsync(
            async order =>
            {
                var learner = Learner();
                foreach (var version in order) await partnership.App.DeliverAsync(At(learner, version));

                var kept = await partnership.App.Db.QueryAsync<Kept>("SELECT state, stage, version FROM partnership.learner WHERE id = @Id", new { learner.Id });
                Assert.Equal(new Kept { State = "withdrawn", Stage = 4, Version = 5 }, Assert.Single(kept));
            },
            iter: 30, threads: 1);
    }

    private static object At(LearnerV1 learner, int version) => version < 5
        ? new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner with { Version = version, Stage = version } }
        : new LearnerWithdrawnV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner with { Version = version, Stage = 4, State = "withdrawn" } };

    private sealed record Kept
    {
        public string State { get; init; } = "";
        public int Stage { get; init; }
        public int Version { get; init; }
    }
}

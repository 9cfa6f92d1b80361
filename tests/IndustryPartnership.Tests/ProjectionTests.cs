using Contracts.Enrollment;
using CsCheck;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ProjectionTests
{
    [Theory, Engines]
    public async Task Events_of_a_learner_in_any_order_give_the_same_copy(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine, withOrganisations: false);

        await Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8 }).SampleAsync(
            async order =>
            {
                var learner = Learner();
                foreach (var version in order) await partnership.App.DeliverAsync(At(learner, version));

                var kept = await partnership.App.Db.QueryAsync<Kept>(
                    """
                    SELECT institution, major, state, stage, version
                    FROM partnership.learner
                    WHERE id = @Id
                    """,
                    new { learner.Id });
                Assert.Equal(
                    new Kept { Institution = Ncut, Major = "080717T", State = "withdrawn", Stage = 3, Version = 8 }, Assert.Single(kept));
            },
            iter: 30, threads: 1);
    }

    [Theory, Engines]
    public async Task Each_fact_of_a_learner_is_kept(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine, withOrganisations: false);
        var learner = Learner();
        string[] states = ["enrolled", "enrolled", "on-leave", "enrolled", "transferred", "graduated", "completed-associate", "withdrawn"];

        for (var version = 1; version <= states.Length; version++)
        {
            await partnership.App.DeliverAsync(At(learner, version));
            Assert.Equal(
                [states[version - 1]],
                await partnership.App.Db.QueryAsync<string>("SELECT state FROM partnership.learner WHERE id = @Id", new { learner.Id }));
        }
    }

    // Not one learner's life, which has one end: each fact once, at the version that its place gives it.
    private static object At(LearnerV1 first, int version)
    {
        var now = DateTimeOffset.UtcNow;
        var learner = first with
        {
            Version = version,
            Stage = version switch { 1 => 1, < 5 => 2, _ => 3 },
            PresentInstitution = version < 5 ? first.Institution : Ncut,
            Major = version < 5 ? first.Major : "080717T",
        };
        return version switch
        {
            1 => new LearnerEnrolledV1 { OccurredAt = now, Learner = learner },
            2 => new LearnerStageCompletedV1 { OccurredAt = now, Learner = learner },
            3 => new LearnerWentOnLeaveV1 { OccurredAt = now, Learner = learner with { State = LearnerState.OnLeave } },
            4 => new LearnerReturnedV1 { OccurredAt = now, Learner = learner },
            5 => new LearnerTransferredV1 { OccurredAt = now, Learner = learner with { State = LearnerState.Transferred } },
            6 => new LearnerGraduatedV1 { OccurredAt = now, Learner = learner with { State = LearnerState.Graduated } },
            7 => new LearnerCompletedAssociateV1 { OccurredAt = now, Learner = learner with { State = LearnerState.CompletedAssociate } },
            _ => new LearnerWithdrawnV1 { OccurredAt = now, Learner = learner with { State = LearnerState.Withdrawn } },
        };
    }

    private sealed record Kept
    {
        public string Institution { get; init; } = "";
        public string Major { get; init; } = "";
        public string State { get; init; } = "";
        public int Stage { get; init; }
        public int Version { get; init; }
    }
}

using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using CsCheck;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Any order and any repetition of an aggregate's facts ends in the same state.</summary>
public sealed class ProjectionTests
{
    [Theory, Engines]
    public async Task Any_shuffled_and_repeated_history_of_an_organisation_gives_the_same_copy(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine, withOrganisations: false);

        await Shuffled(5).SampleAsync(
            async order =>
            {
                var code = $"o-{Guid.NewGuid():N}";
                foreach (var version in order)
                {
                    await enrollment.KnowAsync(code, OrganisationKind.University, version switch
                    {
                        1 =>
                        "registered",
                        5 => "closed",
                        _ => "verified"
                    }, version);
                }

                var kept = await enrollment.App.Db.QueryAsync<OrganisationCopy>(
                    """
                    SELECT kind, state, version
                    FROM enrollment.organisation
                    WHERE code = @code
                    """,
                    new { code });
                Assert.Equal(new OrganisationCopy { Kind = "university", State = "closed", Version = 5 }, Assert.Single(kept));
            },
            iter: 30, threads: 1);
    }

    [Theory, Engines]
    public async Task Any_shuffled_and_repeated_history_of_an_agreement_gives_the_same_copy(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine, withOrganisations: false);

        await Shuffled(4).SampleAsync(
            async order =>
            {
                var agreement = Facts.Agreement(Bpc, Ncut);
                foreach (var version in order) await enrollment.App.DeliverAsync(FactAt(agreement, version));

                var kept = await enrollment.App.Db.QueryAsync<AgreementCopy>(
                    """
                    SELECT kind, state, valid_from, valid_until, version
                    FROM enrollment.agreement
                    WHERE id = @Id
                    """,
                    new { agreement.Id });
                Assert.Equal(
                    new AgreementCopy
                    {
                        Kind = "articulation",
                        State = "expired",
                        ValidFrom = agreement.ValidFrom,
                        ValidUntil = agreement.ValidUntil.AddYears(3),
                        Version = 4,
                    },
                    Assert.Single(kept));
                Assert.Equal([Bpc, Ncut, ShougangIt], await enrollment.App.Db.QueryAsync<string>(
                    "SELECT organisation_code FROM enrollment.agreement_party WHERE agreement_id = @Id ORDER BY organisation_code",
                    new { agreement.Id }));
            },
            iter: 30, threads: 1);
    }

    [Theory, Engines]
    public async Task Any_shuffled_and_repeated_history_of_an_agreement_closes_its_articulation_once(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var samples = 0;

        await Shuffled(4).SampleAsync(
            async order =>
            {
                var agreement = Facts.Agreement(Bpc, Ncut);
                await enrollment.AgreeAsync(agreement);
                var articulation = await enrollment.ActiveAsync(Table1.ECommerce with { ToMajor = $"M{++samples}" }, agreement);

                foreach (var version in order) await enrollment.App.DeliverAsync(FactAt(agreement, version));

                var closed = await enrollment.By(Bpc).GetArticulationAsync(articulation.Id);
                Assert.Equal(("closed", 3), (closed.State, closed.Version));
                Assert.Single(await enrollment.App.PublishedAsync<ArticulationClosedV1>(), fact => fact.Articulation.Id == articulation.Id);
            },
            iter: 15, threads: 1);
    }

    [Theory, Engines]
    public async Task Any_shuffled_and_repeated_history_of_a_placement_earns_the_same_credit(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var samples = 0;

        await Shuffled(3).SampleAsync(
            async order =>
            {
                var learner = (await enrollment.EnrolAsync(Table1.ECommerce, $"S{++samples}")).Id;
                var (completed, stopped) = (Facts.Placement(learner), Facts.Placement(learner));
                foreach (var version in order)
                {
                    await enrollment.App.DeliverAsync(Facts.Of(version < 3 ? completed with
                    {
                        State = "active",
                        Hours = null,
                        Grade = null,
                        Version = version,
                    } : completed with { Version = version }));
                    await enrollment.App.DeliverAsync(Facts.Of(
                        stopped with { State = version < 3 ? "active" : "stopped", Hours = null, Grade = null, Version = version }));
                }

                var credit = Assert.Single((await enrollment.By(Bpc).ListCreditsAsync(learner)).Items);
                Assert.Equal((completed.Id, "good", 960, 60), (credit.SourceId, credit.Grade, credit.Hours, credit.Credits));
            },
            iter: 20, threads: 1);
    }

    private static Gen<int[]> Shuffled(int versions) =>
        Gen.Shuffle(Enumerable.Repeat(Enumerable.Range(1, versions), 2).SelectMany(each => each).ToArray());

    // In force, amended at the third version, and over at the fourth.
    private static object FactAt(AgreementV1 agreement, int version) =>
        At(agreement, version) is var state && version == 3
            ? new AgreementAmendedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = state }
            : Facts.Of(state);

    // Longer each time, joined by a third party at the second version, and over at the fourth.
    private static AgreementV1 At(AgreementV1 agreement, int version) => agreement with
    {
        State = version == 4 ? "expired" : "active",
        Parties = version == 1 ? [Bpc, Ncut] : [Bpc, Ncut, ShougangIt],
        ValidUntil = agreement.ValidUntil.AddYears(version - 1),
        Version = version,
    };

    private sealed record OrganisationCopy
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public int Version { get; init; }
    }

    private sealed record AgreementCopy
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidUntil { get; init; }
        public int Version { get; init; }
    }
}

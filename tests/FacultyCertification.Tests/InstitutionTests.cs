using Contracts.IndustryPartnership;
using CsCheck;
using Kernel.Data;
using Testing;

namespace FacultyCertification.Tests;

public sealed class InstitutionTests
{
    /// <summary>The versions of a history in the order of arrival, each 1 to 3 times; the highest is the last that there is.</summary>
    private static readonly Gen<int[]> Arrivals =
        from length in Gen.Int[1, 5]
        from times in Gen.Int[1, 3].Array[length]
        from order in Gen.Shuffle(Enumerable.Range(1, length).SelectMany(version => Enumerable.Repeat(version, times[version - 1]))
            .ToArray())
        select order;

    private static readonly DateOnly ClosedOn = new(2026, 6, 2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task The_newest_state_of_an_organisation_is_kept_in_any_order_and_repetition(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var round = 0;
        await Arrivals.SampleAsync(async arrivals =>
        {
            var (code, last) = ($"school-{Interlocked.Increment(ref round)}", arrivals.Max());
            foreach (var version in arrivals) await faculty.App.DeliverAsync(Fact(code, version, last));
            var row = await faculty.App.Db.SingleAsync<Row>(
                """
                SELECT kind, state, closed_on, version
                FROM faculty.institution
                WHERE code = @code
                """,
                new { code },
                Ct);
            Assert.Equal(
                new Row
                {
                    Kind = OrganisationKind.Enterprise,
                    State = State(last, last),
                    ClosedOn = State(last, last) == "closed" ? ClosedOn : null,
                    Version = last,
                },
                row);
            Assert.Equal([$"unit-{last}"], await faculty.App.Db.QueryAsync<string>(
                "SELECT code FROM faculty.institution_unit WHERE institution = @code", new { code }, Ct));
        }, iter: 40, threads: 1);
    }

    [Theory, Engines]
    public async Task An_event_delivered_twice_is_kept_once(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = Guid.NewGuid();
        var fact = FacultyApp.Registered("school", OrganisationKind.SecondarySchool);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => faculty.App.DeliverAsync(fact, id)));
        Assert.Equal(1, await faculty.App.Db.CountAsync("SELECT COUNT(*) FROM faculty.institution WHERE code = 'school'", Ct));
    }

    private static string State(int version, int last) =>
        version == 1 ? "registered" : version == last && version > 2 ? "closed" : "verified";

    private static object Fact(string code, int version, int last)
    {
        var at = new DateTimeOffset(2026, 6, 1, 20, 0, 0, TimeSpan.Zero);
        var organisation = FacultyApp.Organisation(code, OrganisationKind.Enterprise, State(version, last), version) with
        {
            Units = [new($"unit-{version}", "A unit")],
            ClosedOn = State(version, last) == "closed" ? ClosedOn : null,
        };
        return version switch
        {
            1 => new OrganisationRegisteredV1 { OccurredAt = at, Organisation = organisation },
            2 => new OrganisationVerifiedV1 { OccurredAt = at, Organisation = organisation },
            _ when version == last => new OrganisationClosedV1 { OccurredAt = at, Organisation = organisation },
            _ => new OrganisationAmendedV1 { OccurredAt = at, Organisation = organisation },
        };
    }

    private sealed record Row
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public DateOnly? ClosedOn { get; init; }
        public int Version { get; init; }
    }
}

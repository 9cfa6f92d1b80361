using Contracts.IndustryPartnership;
using CsCheck;
using Kernel.Data;
using Testing;

namespace FacultyCertification.Tests;

public sealed class InstitutionTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    /// <summary>A history of events, each 1 to 3 times, in any order.</summary>
    private static readonly Gen<object[]> Histories =
        from length in Gen.Int[1, 5]
        from times in Gen.Int[1, 3].Array[length]
        from order in Gen.Shuffle(Enumerable.Range(1, length).SelectMany(version => Enumerable.Repeat(version, times[version - 1])).ToArray())
        select order.Select(version => Fact(version, length)).ToArray();

    [Theory, Engines]
    public async Task Whatever_the_order_and_number_of_an_organisations_events_its_newest_state_is_kept(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var round = 0;
        await Histories.SampleAsync(async history =>
        {
            var code = $"school-{Interlocked.Increment(ref round)}";
            foreach (var fact in history) await faculty.App.DeliverAsync(Of(fact, code));
            var newest = history.Select(fact => Carried(fact)).MaxBy(organisation => organisation.Version)!;
            var row = await faculty.App.Db.SingleAsync<Row>("SELECT kind, state, version FROM faculty.institution WHERE code = @code", new { code }, TestContext.Current.CancellationToken);
            Assert.Equal(new Row { Kind = newest.Kind, State = newest.State, Version = newest.Version }, row);
        }, iter: 40, threads: 1);
    }

    [Theory, Engines]
    public async Task An_event_delivered_twice_is_kept_once(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = Guid.NewGuid();
        var fact = FacultyApp.Registered("school", OrganisationKind.SecondarySchool);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => faculty.App.DeliverAsync(fact, id)));
        Assert.Equal(1, await faculty.App.Db.CountAsync("SELECT COUNT(*) FROM faculty.institution WHERE code = 'school'", TestContext.Current.CancellationToken));
    }

    private static object Fact(int version, int last) => version switch
    {
        1 => new OrganisationRegisteredV1 { OccurredAt = At, Organisation = FacultyApp.Organisation("", OrganisationKind.Enterprise, "registered") },
        2 => new OrganisationVerifiedV1 { OccurredAt = At, Organisation = FacultyApp.Organisation("", OrganisationKind.Enterprise, "verified", 2) },
        _ when version == last => new OrganisationClosedV1 { OccurredAt = At, Organisation = FacultyApp.Organisation("", OrganisationKind.Enterprise, "closed", version) },
        _ => new OrganisationAmendedV1 { OccurredAt = At, Organisation = FacultyApp.Organisation("", OrganisationKind.Enterprise, "verified", version) },
    };

    private static OrganisationV1 Carried(object fact) => fact switch
    {
        OrganisationRegisteredV1 registered => registered.Organisation,
        OrganisationVerifiedV1 verified => verified.Organisation,
        OrganisationAmendedV1 amended => amended.Organisation,
        _ => ((OrganisationClosedV1)fact).Organisation,
    };

    private static object Of(object fact, string code) => fact switch
    {
        OrganisationRegisteredV1 registered => registered with { Organisation = registered.Organisation with { Code = code } },
        OrganisationVerifiedV1 verified => verified with { Organisation = verified.Organisation with { Code = code } },
        OrganisationAmendedV1 amended => amended with { Organisation = amended.Organisation with { Code = code } },
        _ => (OrganisationClosedV1)fact is var closed ? closed with { Organisation = closed.Organisation with { Code = code } } : fact,
    };

    private sealed record Row
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public int Version { get; init; }
    }
}

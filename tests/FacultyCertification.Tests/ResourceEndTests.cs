using System.Net;
using Contracts.IndustryPartnership;
using CsCheck;
using Testing;
using static FacultyCertification.Tests.ResourceThings;

namespace FacultyCertification.Tests;

/// <summary>What is shared with a consortium or an organisation ends with it (D45).</summary>
public sealed class ResourceEndTests
{
    private static readonly DateOnly LeftOn = new(2026, 12, 31);

    /// <summary>The facts of the samples, which are versions 5 to 12 of one consortium, in any order and each once or more often.</summary>
    private static readonly Gen<int[]> Arrivals =
        from times in Gen.Int[1, 3].Array[4]
        from order in Gen.Shuffle(Enumerable.Range(0, 4).SelectMany(fact => Enumerable.Repeat(fact, times[fact])).ToArray())
        select order;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D45_a_member_that_leaves_the_consortium_reads_no_more_from_that_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.FoundAsync();
        var shared = await faculty.AddAsync(WithConsortium);
        await faculty.App.DeliverAsync(Sample.Of<ConsortiumMemberLeftV1>());

        faculty.App.Today.MoveTo(LeftOn.AddDays(-1));
        Assert.True(await faculty.SeesAsync(Hualu, shared.Id));
        faculty.App.Today.MoveTo(LeftOn);
        Assert.False(await faculty.SeesAsync(Hualu, shared.Id));
        await faculty.ReadAsync(shared.Id, Hualu, FacultyApp.Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.True(await faculty.SeesAsync(FacultyApp.Ncut, shared.Id));
    }

    [Theory, Engines]
    public async Task D45_what_an_owner_shared_with_the_consortium_ends_when_the_owner_leaves(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.FoundAsync();
        var shared = await faculty.AddAsync(WithConsortium, Hualu);
        await faculty.App.DeliverAsync(Sample.Of<ConsortiumMemberLeftV1>());

        Assert.Equal(LeftOn, (await faculty.ReadAsync(shared.Id, Hualu)).SharingEndsOn);
        Assert.Null((await faculty.ReadAsync(shared.Id, FacultyApp.Ncut)).SharingEndsOn);
        faculty.App.Today.MoveTo(LeftOn);
        Assert.False(await faculty.SeesAsync(FacultyApp.Ncut, shared.Id));
        Assert.True(await faculty.SeesAsync(Hualu, shared.Id));
    }

    [Theory, Engines]
    public async Task D45_the_end_of_the_consortium_ends_what_came_with_it(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.FoundAsync();
        var shared = await faculty.AddAsync(WithConsortium);
        var dissolved = Sample.Of<ConsortiumDissolvedV1>();
        await faculty.App.DeliverAsync(dissolved);

        faculty.App.Today.MoveTo(dissolved.Consortium.DissolvedOn!.Value.AddDays(-1));
        Assert.True(await faculty.SeesAsync(FacultyApp.Ncut, shared.Id));
        faculty.App.Today.MoveTo(dissolved.Consortium.DissolvedOn!.Value);
        Assert.False(await faculty.SeesAsync(FacultyApp.Ncut, shared.Id));
    }

    [Theory, Engines]
    public async Task D45_a_closed_organisation_reads_and_shares_nothing_from_that_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (read, own) = (await faculty.AddAsync(With(FacultyApp.Dji)), await faculty.AddAsync(WithEverybody, FacultyApp.Dji));
        // DJI's own closing, of 4 February 2027.
        await faculty.App.DeliverAsync(Sample.Of<OrganisationClosedV1>());

        faculty.App.Today.MoveTo(new(2027, 2, 3));
        Assert.Equal((true, true), (await faculty.SeesAsync(FacultyApp.Dji, read.Id), await faculty.SeesAsync(FacultyApp.Bpc, own.Id)));
        faculty.App.Today.MoveTo(new(2027, 2, 4));
        Assert.Equal((false, false), (await faculty.SeesAsync(FacultyApp.Dji, read.Id), await faculty.SeesAsync(FacultyApp.Bpc, own.Id)));
    }

    [Theory, Engines]
    public async Task D45_nothing_is_shared_with_a_consortium_that_the_owner_has_left(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.FoundAsync();
        await faculty.App.DeliverAsync(Sample.Of<ConsortiumMemberLeftV1>());
        faculty.App.Today.MoveTo(LeftOn);

        var problem = await faculty.AddAsync(WithConsortium, Hualu)
            .ShouldBeProblemAsync("not-in-consortium", HttpStatusCode.UnprocessableEntity);

        var change = problem.Change("sharing");
        Assert.Equal(LeftOn, problem.Fact("memberships")[0].GetProperty("leftOn").Day());
        var consortium = change.GetProperty("consortiumId").GetString();
        var passed = await faculty.AddAsync(
            new() { Scope = change.Text("scope"), ConsortiumId = consortium is null ? null : new(consortium) }, Hualu);
        Assert.Equal("own", passed.Sharing.Scope);
    }

    [Theory, Engines]
    public async Task D45_nothing_is_shared_with_a_closed_organisation(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.App.DeliverAsync(Sample.Of<OrganisationClosedV1>());
        var own = await faculty.AddAsync();

        var problem = await faculty.Of(FacultyApp.Bpc).ShareResourceAsync(own.Id, 1, With(FacultyApp.Dji, FacultyApp.Ncut))
            .ShouldBeProblemAsync("partner-closed", HttpStatusCode.UnprocessableEntity);

        var partners = problem.Change("partners").EnumerateArray().Select(one => one.GetString()!).ToArray();
        await faculty.Of(FacultyApp.Bpc).ShareResourceAsync(own.Id, 1, With(partners));
        Assert.True(await faculty.SeesAsync(FacultyApp.Ncut, own.Id));
    }

    [Theory, Engines]
    public async Task S15_sharing_waits_for_a_consortium_or_a_partner_that_is_not_known_yet(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);

        await faculty.AddAsync(WithConsortium).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        await faculty.AddAsync(With("nobody")).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task Of_a_consortium_the_newest_members_are_kept_in_any_order_and_repetition(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        object[] facts =
        [
            Sample.Of<ConsortiumFoundedV1>(), Sample.Of<ConsortiumMemberJoinedV1>(), Sample.Of<ConsortiumMemberLeftV1>(),
            Sample.Of<ConsortiumDissolvedV1>(),
        ];
        var last = Sample.Of<ConsortiumDissolvedV1>().Consortium;
        await Arrivals.SampleAsync(async arrivals =>
        {
            var id = Guid.NewGuid();
            foreach (var fact in arrivals) await faculty.App.DeliverAsync(As(facts[fact], id));
            var rows = await faculty.App.Db.QueryAsync<Row>(
                """
                SELECT m.organisation, m.joined_on, m.left_on, c.dissolved_on, c.version
                FROM faculty.consortium c
                INNER JOIN faculty.consortium_member m ON m.consortium_id = c.id
                WHERE c.id = @id
                ORDER BY m.organisation
                """,
                new { id },
                Ct);
            Assert.Equal(
                last.Members.OrderBy(member => member.Organisation, StringComparer.Ordinal).Select(member => new Row
                {
                    Organisation = member.Organisation,
                    JoinedOn = member.JoinedOn,
                    LeftOn = member.LeftOn,
                    DissolvedOn = last.DissolvedOn,
                    Version = last.Version,
                }),
                rows);
        }, iter: 40, threads: 1);
    }

    private static object As(object fact, Guid id) => fact switch
    {
        ConsortiumFoundedV1 founded => founded with { Consortium = founded.Consortium with { Id = id } },
        ConsortiumMemberJoinedV1 joined => joined with { Consortium = joined.Consortium with { Id = id } },
        ConsortiumMemberLeftV1 left => left with { Consortium = left.Consortium with { Id = id } },
        ConsortiumDissolvedV1 dissolved => dissolved with { Consortium = dissolved.Consortium with { Id = id } },
        _ => throw new InvalidOperationException($"{fact} is no fact of a consortium."),
    };

    private sealed record Row
    {
        public string Organisation { get; init; } = "";
        public DateOnly JoinedOn { get; init; }
        public DateOnly? LeftOn { get; init; }
        public DateOnly? DissolvedOn { get; init; }
        public int Version { get; init; }
    }
}

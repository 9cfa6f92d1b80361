using System.Net;
using Contracts;
using CsCheck;
using FacultyCertification.Rules;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;
using ServerVote = FacultyCertification.Features.Decisions.Vote;

namespace FacultyCertification.Tests;

/// <summary>Who sits on a panel, how many vote, and what they decide (D16, D45).</summary>
public sealed class PanelTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D16_nobody_is_a_member_twice(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty);

        var problem = await VoteAsync(faculty, id, Votes("granted", "a", "a", "b", "c"))
            .ShouldBeProblemAsync("member-twice", Unprocessable);

        Assert.Equal(("D16", "nobody-twice"), (problem.Rule, problem.Fact("conflict").GetString()));
        await VoteAsync(faculty, id, Votes("granted", MembersOf(problem.Change("members"))));
    }

    [Theory, Engines]
    public async Task D16_nobody_judges_themselves(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty, person: "p-1");

        var problem = await VoteAsync(faculty, id, Votes("granted", "a", "b", "c", "p-1"))
            .ShouldBeProblemAsync("own-panel", Unprocessable);

        Assert.Equal("not-oneself", problem.Fact("conflict").GetString());
        await VoteAsync(faculty, id, Votes("granted", MembersOf(problem.Change("members"))));
    }

    [Theory, Engines]
    public async Task D16_nobody_judges_somebody_of_their_own_unit(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty);
        Vote[] votes = [.. Votes("granted", Panel), Votes("granted", "colleague")[0] with { Unit = FacultyApp.Unit }];

        var problem = await VoteAsync(faculty, id, votes).ShouldBeProblemAsync("member-of-own-unit", Unprocessable);

        Assert.Equal("not-own-unit", problem.Fact("conflict").GetString());
        await VoteAsync(faculty, id, Votes("granted", MembersOf(problem.Change("members"))));
    }

    [Theory, Engines]
    public async Task D16_member_without_a_stated_unit_cannot_vote(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty);
        Vote[] votes = [.. Votes("granted", Panel), Votes("granted", "guest")[0] with { Unit = null }];

        var problem = await VoteAsync(faculty, id, votes).ShouldBeProblemAsync("member-without-unit", Unprocessable);

        Assert.Equal("stated-unit", problem.Fact("conflict").GetString());
        await VoteAsync(faculty, id, Votes("granted", MembersOf(problem.Change("members"))));
    }

    [Theory, Engines]
    public async Task D16_change_of_a_conflict_says_how_many_members_take_the_places(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty, person: "p-1");

        var problem = await VoteAsync(faculty, id, Votes("granted", "a", "b", "p-1")).ShouldBeProblemAsync("own-panel", Unprocessable);

        var left = MembersOf(problem.Change("members"));
        var missing = problem.Change("panel").GetProperty("atLeast").GetInt32() - left.Length;
        Assert.Equal(1, missing);
        Assert.Equal(3, problem.Change("voting").GetProperty("atLeast").GetInt32());
        await VoteAsync(faculty, id, Votes("granted", [.. left, .. Panel[..missing]]));
    }

    [Theory, Engines]
    public async Task D16_panel_decides_once_the_applicants_unit_is_stated(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var values = new RegisterTeacherRequest { StaffNumber = "T-1", Category = "specialist", EmployedFrom = Employed };
        var teacher = await faculty.By().RegisterTeacherAsync(values);
        var id = await ReviewedAsync(faculty, teacher.Id);
        await faculty.DecideAsync(id).ShouldBeProblemAsync("applicant-without-unit", Unprocessable);

        await faculty.By().CorrectTeacherAsync(
            teacher.Id, teacher.Version, new() { Teacher = values with { Unit = FacultyApp.Unit }, Reason = "It was left out." });

        await faculty.DecideAsync(id);
    }

    [Theory, Engines]
    public async Task D16_fewer_votes_than_the_quorum_decide_nothing(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty, method: await MethodAsync(faculty, MethodBody("quorum") with { Quorum = 2 }));
        Vote[] Voting(int count) => [.. Panel.Select((member, index) =>
            index < count ? Votes("granted", member)[0] : new Vote { Member = member, Cast = "absent" })];

        var problem = await VoteAsync(faculty, id, Voting(1)).ShouldBeProblemAsync("no-quorum", Unprocessable);

        Assert.Equal(1, problem.Fact("missing").GetInt32());
        var decision = await VoteAsync(faculty, id, Voting(problem.Change("voting").GetProperty("atLeast").GetInt32()));
        Assert.Equal("granted", decision.Outcome);
    }

    [Theory, Engines]
    public async Task D16_each_vote_is_kept_with_unit_and_reason(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty);
        Vote[] votes = [.. Votes("granted", "a", "b"), .. Votes("refused", "c")];

        var decided = await VoteAsync(faculty, id, votes);

        Assert.Equal("granted", decided.Outcome);
        var read = await new FacultyCertificationClient(faculty.PanelOf()).GetDecisionAsync(decided.TeacherId, decided.Id, Ct);
        Assert.Equal(votes, read.Votes);
    }

    [Theory, Engines]
    public async Task D45_departed_teacher_has_no_seat_on_a_panel(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var member = await faculty.RegisterAsync(person: "member-9");
        await faculty.DepartAsync(member.Id, Day.AddDays(-1));
        var id = await ReviewedAsync(faculty);

        var problem = await faculty.DecideAsync(id, panel: ["a", "b", "member-9"])
            .ShouldBeProblemAsync("member-departed", Unprocessable);

        Assert.Equal("D45", problem.Rule);
        Assert.Equal(["a", "b"], MembersOf(problem.Change("members")));
        await faculty.DecideAsync(id, panel: ["a", "b", "c"]);
    }

    [Theory, Engines]
    public async Task D45_member_between_two_employments_has_no_seat(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var member = await faculty.RegisterAsync(person: "member-9");
        await faculty.DepartAsync(member.Id, Day.AddDays(-10));
        await faculty.RegisterAsync(person: "member-9", employedFrom: Day.AddDays(1));
        var id = await ReviewedAsync(faculty);

        var problem = await faculty.DecideAsync(id, panel: [.. Panel, "member-9"]).ShouldBeProblemAsync("member-departed", Unprocessable);

        await faculty.DecideAsync(id, panel: MembersOf(problem.Change("members")));
    }

    [Theory, Engines]
    public async Task D45_former_teacher_sits_on_a_panel_as_an_external_of_the_present_employer(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var member = await faculty.RegisterAsync(person: "member-9");
        await faculty.DepartAsync(member.Id, Day.AddDays(-10));
        await RegisterAsync(faculty, "member-9", "finance", Ncut, Day.AddDays(-9));
        var id = await ReviewedAsync(faculty);

        await VoteAsync(faculty, id, [.. Votes("granted", Panel), Votes("granted", "member-9")[0] with { Organisation = Ncut }]);
    }

    [Theory, Engines]
    public async Task D45_external_member_whose_employment_has_ended_has_no_seat(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var guest = await RegisterAsync(faculty, "guest", "finance", Ncut);
        await faculty.DepartAsync(guest.Id, Day.AddDays(-1), Ncut);
        var id = await ReviewedAsync(faculty);
        Vote[] votes = [.. Votes("granted", Panel), Votes("granted", "guest")[0] with { Organisation = Ncut }];

        var problem = await VoteAsync(faculty, id, votes).ShouldBeProblemAsync("member-departed", Unprocessable);

        await VoteAsync(faculty, id, Votes("granted", MembersOf(problem.Change("members"))));
    }

    [Theory, Engines]
    public async Task D16_a_recorded_unit_is_not_passed_by_with_another_organisation(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await RegisterAsync(faculty, "member-9", "design");
        var id = await ReviewedAsync(faculty);
        Vote[] votes = [.. Votes("granted", Panel), Votes("granted", "member-9")[0] with { Organisation = Dji }];

        var problem = await VoteAsync(faculty, id, votes).ShouldBeProblemAsync("unit-contradicts-record", Unprocessable);

        var right = problem.Change("votes")[0];
        Assert.Equal("member-9", right.GetProperty("member").GetString());
        await VoteAsync(faculty, id, [.. votes[..^1], votes[^1] with
        {
            Unit = right.GetProperty("unit").GetString(),
            Organisation = right.GetProperty("organisation").GetString(),
        }]);
    }

    [Theory, Engines]
    public async Task D16_an_external_members_unit_is_the_one_on_record_at_their_institution(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await RegisterAsync(faculty, "guest", "design", Ncut);
        var id = await ReviewedAsync(faculty);
        Vote[] votes = [.. Votes("granted", Panel), Votes("granted", "guest")[0] with { Organisation = Ncut }];

        var problem = await VoteAsync(faculty, id, votes).ShouldBeProblemAsync("unit-contradicts-record", Unprocessable);

        // The other institution's record is not told.
        await VoteAsync(faculty, id, Votes("granted", MembersOf(problem.Change("members"))));
    }

    private static Task<Teacher> RegisterAsync(
        FacultyApp faculty, string person, string unit, string org = Bpc, DateOnly? from = null) => faculty.By(org).RegisterTeacherAsync(
        new() { StaffNumber = $"T-{person}", Category = "specialist", EmployedFrom = from ?? Employed, Person = person, Unit = unit });

    [Fact]
    public void D16_majority_is_what_counting_the_votes_gives() =>
        Gen.Select(
            Gen.OneOf(Gen.Const(Majority.Simple), Gen.Const(Majority.TwoThirds), Gen.Const(Majority.Unanimous)),
            // More votes for it than by chance, so that shares between a half and two thirds are frequent.
            Gen.OneOf(Gen.Const(0), Gen.Int[0, 3]).Array[1, 9])
            .Sample((majority, casts) =>
            {
                string[] names = [ServerVote.For, ServerVote.Against, ServerVote.Abstained, ServerVote.Absent];
                var votes = new PanelVotes([.. casts.Select((cast, index) => new ServerVote($"m-{index}", names[cast]))], null, null)
                {
                    Quorum = 1,
                };
                var voting = casts.Count(cast => cast != 3);
                var share = voting == 0 ? 0m : casts.Count(cast => cast == 0) / (decimal)voting;
                var isGranted = majority switch
                {
                    Majority.Simple => share > 0.5m,
                    Majority.TwoThirds => share * 3 >= 2 - 0.0000001m,
                    _ => share == 1m,
                } && votes.JudgeQuorum().Passes;
                Assert.Equal(isGranted ? "granted" : "refused", votes.JudgeQuorum().Passes ? votes.Decide(majority) : "refused");
            });

    private static string[] MembersOf(System.Text.Json.JsonElement members) =>
        [.. members.EnumerateArray().Select(one => one.GetString()!)];

    private static Task<Decision> VoteAsync(FacultyApp faculty, Guid application, Vote[] votes) =>
        new FacultyCertificationClient(faculty.App.As(Bpc, Roles.Panel))
            .RecordDecisionAsync(application, new() { Votes = votes, Grounds = "Evidence reviewed." });

    private static async Task<Guid> MethodAsync(FacultyApp faculty, DraftMethodRequest request) =>
        (await faculty.PublishAsync((await faculty.DraftMethodAsync(request)).Id, new(1990, 1, 1))).Id;

    private static async Task<Guid> ReviewedAsync(FacultyApp faculty, Guid? teacher = null, string? person = null, Guid? method = null)
    {
        var draft = await faculty.DraftAsync(teacher ?? (await faculty.RegisterAsync(person: person)).Id, method: method);
        await faculty.SubmitAsync(draft.Id);
        await faculty.ReviewAsync(draft.Id);
        return draft.Id;
    }
}

using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>What a teacher only states does not count; whoever ran the place confirms it (D17), and nobody judges themselves
/// (D16).</summary>
public sealed class ConfirmedPracticeTests
{
    private static readonly DateOnly First = Day.AddDays(-200);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D17_stated_practice_counts_as_soon_as_the_place_confirms_it(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty);

        var problem = await faculty.TrySubmitAsync(application, Day)
            .ShouldBeProblemAsync("practice-not-confirmed", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D17", problem.Rule);
        var confirm = problem.Change("confirm")[0].GetString()!;
        var attended = new[] { new { from = First, until = First.AddDays(180) } };
        var confirmed = await faculty.App.As(Dji, Roles.InternshipManager).PostAsync(confirm, new { attended }).ReadAsync<StatedPractice>();
        Assert.Equal(("confirmed", Dji), (confirmed.Confirmation, confirmed.ConfirmedBy));
        Assert.Equal(181, (await faculty.TrySubmitAsync(application, Day)).DaysCounted);
    }

    [Theory, Engines]
    public async Task D17_only_the_days_that_the_place_confirms_count(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty);
        await faculty.ConfirmAsync(application, 0, Dji, First, First.AddDays(99));

        var problem = await faculty.TrySubmitAsync(application, Day)
            .ShouldBeProblemAsync("too-little-practice", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(100, problem.Fact("daysCounted").GetInt32());
    }

    [Theory, Engines]
    public async Task D17_practice_that_the_place_refuses_does_not_count(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty);

        await faculty.App.As(Dji, Roles.OrgAdmin)
            .PostAsync($"{Api}/applications/{application}/evidence/0/refusal", new { reason = "Not here." })
            .BodyAsync();

        await faculty.TrySubmitAsync(application, Day).ShouldBeProblemAsync("too-little-practice", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D17_place_confirms_only_stated_past_days(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty);

        var problem = await faculty.ConfirmAsync(application, 0, Dji, First.AddDays(-1), Day.AddDays(1))
            .ShouldBeProblemAsync("days-not-stated", HttpStatusCode.UnprocessableEntity);

        var attended = problem.Change("attended")[0];
        Assert.Equal((First, Day), (attended.GetProperty("from").Date(), attended.GetProperty("until").Date()));
        await faculty.ConfirmAsync(application, 0, Dji, First, Day);
    }

    [Theory, Engines]
    public async Task D17_place_confirms_no_future_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        EvidenceItem[] evidence = [Practice(First, Day.AddDays(9))];
        var application = (await faculty.TryDraftAsync(teacher, evidence)).Id;

        var problem = await faculty.ConfirmAsync(application, 0, Dji, First, Day.AddDays(1))
            .ShouldBeProblemAsync("days-not-stated", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(Day, problem.Change("attended")[0].GetProperty("until").Date());
        await faculty.ConfirmAsync(application, 0, Dji, First, Day);
    }

    [Theory, Engines]
    public async Task D17_practice_is_confirmed_while_the_application_is_a_draft(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty);
        await faculty.SubmitAsync(application, Day);

        await faculty.ConfirmAsync(application, 0, Dji, First, First)
            .ShouldBeProblemAsync("application-not-in-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D17_practice_answers_other_organisations_as_unknown(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty);

        foreach (var stranger in new[] { Ncut, Bpc })
        {
            await faculty.ConfirmAsync(application, 0, stranger, First, Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        await faculty.ConfirmAsync(application, 1, Dji, First, Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        var listed = await faculty.App.As(Dji, Roles.InternshipManager).GetAsync(new Uri($"{Api}/stated-practices", UriKind.Relative), Ct)
            .BodyAsync();
        Assert.Equal(application, Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("applicationId").GetGuid());
        var others = await faculty.App.As(Ncut, Roles.Coordinator).GetAsync(new Uri($"{Api}/stated-practices", UriKind.Relative), Ct)
            .BodyAsync();
        Assert.Empty(others.GetProperty("items").EnumerateArray());
    }

    [Theory, Engines]
    public async Task D17_edit_keeps_the_confirmation_of_unchanged_practice_only(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty);
        await faculty.ConfirmAsync(application, 0, Dji, First, Day);
        var version = (await faculty.ApplicationAsync(application)).Version;

        EvidenceItem[] evidence = [Practice(First.AddDays(-1), Day), Practice(First, Day)];
        var edited = await faculty.Office
            .PutAsync($"{Api}/applications/{application}", new { methodId = faculty.Method, level = "intermediate", evidence }, version)
            .ReadAsync<Application>();

        Assert.Equal([null, "confirmed"], edited.Evidence.Select(item => item.Confirmation));
    }

    [Theory, Engines]
    public async Task D17_a_party_of_the_base_confirms(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAtBaseAsync(faculty, Party(Ncut, First.AddYears(-1)));

        await faculty.ConfirmAsync(application, 0, Dji, First, Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.ConfirmAsync(application, 0, Ncut, First, Day);

        Assert.Equal(Day.DayNumber - First.DayNumber + 1, (await faculty.TrySubmitAsync(application, Day)).DaysCounted);
    }

    [Theory, Engines]
    public async Task D17_party_of_the_base_confirms_only_days_of_its_membership(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (joined, left) = (First.AddDays(10), First.AddDays(50));
        var application = await DraftedAtBaseAsync(faculty, Party(Ncut, joined, left));

        var problem = await faculty.ConfirmAsync(application, 0, Ncut, First, Day)
            .ShouldBeProblemAsync("days-not-stated", HttpStatusCode.UnprocessableEntity);

        var attended = Assert.Single(problem.Change("attended").EnumerateArray());
        Assert.Equal((joined, left.AddDays(-1)), (attended.GetProperty("from").Date(), attended.GetProperty("until").Date()));
        await faculty.ConfirmAsync(application, 0, Ncut, joined, left.AddDays(-1));
    }

    [Theory, Engines]
    public async Task D17_party_outside_its_membership_does_not_find_practice_at_the_base(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAtBaseAsync(faculty, Party(Ncut, First.AddYears(-1), First), Party(Dji, Day.AddDays(1)));

        foreach (var party in new[] { Ncut, Dji })
        {
            await faculty.ConfirmAsync(application, 0, party, First, First).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
    }

    [Theory, Engines]
    public async Task D16_teacher_cannot_confirm_their_own_practice(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty, "teacher-1");

        var self = faculty.App.AsPerson(Dji, Roles.InternshipManager, "teacher-1");
        await self.PostAsync(
            $"{Api}/applications/{application}/evidence/0/confirmation", new { attended = new[] { new { from = First, until = Day } } })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D16_the_applicant_is_not_on_the_panel_and_records_no_decision(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var application = await DraftedAsync(faculty, "teacher-1");
        await faculty.SubmitAsync(application, Day);
        await faculty.ReviewAsync(application);

        var problem = await faculty.DecideAsync(application, Day, panel: ["teacher-1", .. Panel])
            .ShouldBeProblemAsync("own-panel", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D16", problem.Rule);
        var panel = problem.Change("members").EnumerateArray().Select(member => member.GetString()!).ToArray();
        await faculty.App.AsPerson(Bpc, Roles.Panel, "teacher-1")
            .PostAsync(
                $"{Api}/applications/{application}/decisions", new { votes = Votes("granted", panel), decidedOn = Day, grounds = "Mine." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        await faculty.DecideAsync(application, Day, panel: panel);
    }

    private static MemberV1 Party(string organisation, DateOnly joinedOn, DateOnly? leftOn = null) => new()
    {
        Organisation = organisation,
        Kind = organisation == Dji ? OrganisationKind.Enterprise : OrganisationKind.University,
        Role = "party",
        JoinedOn = joinedOn,
        LeftOn = leftOn,
    };

    private static async Task<Guid> DraftedAtBaseAsync(FacultyApp faculty, params MemberV1[] members)
    {
        var site = Guid.NewGuid();
        var approved = Base(site, 1, (First.AddYears(-1), Day)) with { Members = members };
        await faculty.App.DeliverAsync(new BaseApprovedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Base = approved });
        var teacher = (await faculty.RegisterAsync()).Id;
        return (await faculty.TryDraftAsync(teacher, [PracticeAt(site, First, Day)])).Id;
    }

    private static async Task<Guid> DraftedAsync(FacultyApp faculty, string? person = null)
    {
        var teacher = (await faculty.RegisterAsync(person: person)).Id;
        return (await faculty.TryDraftAsync(teacher, [Practice(First, Day)])).Id;
    }
}

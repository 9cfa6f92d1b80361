using System.Net;
using Contracts.IndustryPartnership;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>Units of teachers and of panel members, held against the record and against the organisations' units (D16).</summary>
public sealed class PanelUnitTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;

    [Theory, Engines]
    public async Task D16_a_stated_unit_that_contradicts_the_record_is_refused(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var id = await ReviewedAsync(faculty);
        await RegisterAsync(faculty, "member-9", "design");
        Vote[] votes = [.. Votes("granted", Panel), .. Votes("granted", "member-9")];

        var problem = await VoteAsync(faculty, id, votes).ShouldBeProblemAsync("unit-contradicts-record", Unprocessable);

        Assert.Equal("D16", problem.Rule);
        var right = problem.Change("votes").EnumerateArray().ToDictionary(vote => vote.Text("member"), vote => vote.Text("unit"));
        var decision = await VoteAsync(
            faculty, id, [.. votes.Select(vote => right.TryGetValue(vote.Member, out var unit) ? vote with { Unit = unit } : vote)]);
        Assert.Equal("granted", decision.Outcome);
    }

    [Theory, Engines]
    public async Task D16_a_colleague_of_the_applicant_does_not_vote_by_stating_another_organisation(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var id = await ReviewedAsync(faculty);
        await RegisterAsync(faculty, "colleague", Unit);
        Vote[] votes = [.. Votes("granted", Panel), Votes("granted", "colleague")[0] with { Organisation = Dji }];

        var problem = await VoteAsync(faculty, id, votes).ShouldBeProblemAsync("member-of-own-unit", Unprocessable);

        var members = problem.Change("members").EnumerateArray().Select(member => member.GetString()!).ToArray();
        await VoteAsync(faculty, id, Votes("granted", members));
    }

    [Theory, Engines]
    public async Task D16_the_same_unit_code_of_another_organisation_is_another_unit(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var id = await ReviewedAsync(faculty);

        var decision = await VoteAsync(
            faculty, id, [.. Votes("granted", Panel), Votes("granted", "guest")[0] with { Unit = Unit, Organisation = Ncut }]);

        Assert.Equal([null, null, null, Ncut], decision.Votes.Select(vote => vote.Organisation));
    }

    [Theory, Engines]
    public async Task D16_a_unit_that_its_organisation_has_not_registered_is_refused(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        await faculty.App.DeliverAsync(Sample.Of<OrganisationAmendedV1>());
        var id = await ReviewedAsync(faculty);
        Vote[] With(string unit) => [.. Votes("granted", Panel), Votes("granted", "guest")[0] with { Unit = unit, Organisation = Ncut }];

        var problem = await VoteAsync(faculty, id, With("finance")).ShouldBeProblemAsync("member-of-unknown-unit", Unprocessable);

        Assert.Equal("known-unit", problem.Fact("conflict").GetString());
        await VoteAsync(faculty, id, With("drone-college"));
    }

    [Theory, Engines]
    public async Task D16_a_member_of_an_organisation_that_is_not_known_yet_waits(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var id = await ReviewedAsync(faculty);

        await VoteAsync(faculty, id, [.. Votes("granted", Panel), Votes("granted", "guest")[0] with { Organisation = "nobody" }])
            .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D16_a_teachers_unit_is_one_of_the_institutions_registered_units(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        await faculty.App.DeliverAsync(Sample.Of<OrganisationAmendedV1>());

        var problem = await RegisterAsync(faculty, "p-1", "design", Ncut).ShouldBeProblemAsync("unknown-unit", Unprocessable);

        Assert.Equal("drone-college", problem.Fact("units")[0].GetString());
        await RegisterAsync(faculty, "p-1", problem.Change("unit").GetString(), Ncut);
        await RegisterAsync(faculty, "p-2", "drone-college", Ncut);
    }

    [Theory, Engines]
    public async Task D45_a_unit_that_has_ended_stays_on_record_and_is_not_newly_stated(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = await RegisterAsync(faculty, "p-1", "design", Ncut);
        await faculty.App.DeliverAsync(Sample.Of<OrganisationAmendedV1>());

        var corrected = await CorrectAsync(faculty, teacher, teacher.Version, "design", "internship-instructor");
        Assert.Equal("design", corrected.Unit);
        var problem = await CorrectAsync(faculty, corrected, corrected.Version, "finance", "specialist")
            .ShouldBeProblemAsync("unknown-unit", Unprocessable);
        var unit = problem.Change("teacher").GetProperty("unit").GetString();
        Assert.Null((await CorrectAsync(faculty, corrected, corrected.Version, unit, "specialist")).Unit);
    }

    [Theory, Engines]
    public async Task D19_a_person_with_two_employments_has_one_open_application(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var first = await RegisterAsync(faculty, "p-1", Unit);
        await RegisterAsync(faculty, "p-1", Unit, Ncut);
        var open = await faculty.DraftAsync(first.Id);

        var problem = await faculty.DraftAsync(first.Id, level: "senior", org: Ncut)
            .ShouldBeProblemAsync("application-open", HttpStatusCode.Conflict);

        // The other institution is not told which one it is.
        Assert.Equal(System.Text.Json.JsonValueKind.Null, problem.Fact("applicationId").ValueKind);
        await faculty.WithdrawAsync(open.Id);
        await faculty.DraftAsync(first.Id, level: "senior", org: Ncut);
    }

    private static Task<Decision> VoteAsync(FacultyApp faculty, Guid application, Vote[] votes) =>
        new FacultyCertificationClient(faculty.PanelOf())
            .RecordDecisionAsync(application, new() { Votes = votes, Grounds = "Evidence reviewed.", DecidedOn = Day });

    private static Task<Teacher> RegisterAsync(FacultyApp faculty, string person, string? unit, string org = Bpc) =>
        faculty.By(org).RegisterTeacherAsync(Request(person, $"T-{person}", unit, "specialist"));

    private static Task<Teacher> CorrectAsync(FacultyApp faculty, Teacher teacher, int version, string? unit, string category) =>
        faculty.By(teacher.Institution).CorrectTeacherAsync(
            teacher.Id, version, new() { Teacher = Request(teacher.Person!, teacher.StaffNumber, unit, category), Reason = "Typing." });

    private static RegisterTeacherRequest Request(string person, string staffNumber, string? unit, string category) =>
        new() { StaffNumber = staffNumber, Category = category, EmployedFrom = Employed, Person = person, Unit = unit };

    private static async Task<Guid> ReviewedAsync(FacultyApp faculty)
    {
        var application = await faculty.DraftAsync((await faculty.RegisterAsync()).Id, Day);
        await faculty.SubmitAsync(application.Id, Day);
        await faculty.ReviewAsync(application.Id);
        return application.Id;
    }
}

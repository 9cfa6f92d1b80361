using System.Net;
using System.Text;
using System.Text.Json;
using Contracts;
using Contracts.FacultyCertification;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client.FacultyCertification;
using static FacultyCertification.Tests.FacultyApp;

namespace FacultyCertification.Tests;

/// <summary>A teacher's data: a copy of them, and their erasure (D44).</summary>
public sealed class ErasureTests
{
    private const string Person = "canary-person";
    private const string Number = "Canary-7";
    private static readonly DateOnly LastDay = Day.AddDays(-10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D44_the_data_of_an_employed_or_barred_teacher_are_needed(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = (await faculty.RegisterAsync(person: Person)).Id;

        var problem = await Self(faculty).AskErasureAsync(teacher, new())
            .ShouldBeProblemAsync("data-still-needed", HttpStatusCode.Conflict);

        Assert.Equal(JsonValueKind.Null, problem.Fact("until").ValueKind);
        await faculty.Office.PostAsync(problem.Change("departure").GetString()!, new { lastDay = LastDay }).ReadAsync<Teacher>();
        var asked = await Self(faculty).AskErasureAsync(teacher, new());
        Assert.Equal(("asked", "person", Bpc), (asked.State, asked.AskedBy, asked.Institution));
    }

    [Theory, Engines]
    public async Task D44_the_teacher_and_the_office_read_all_that_is_held(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = await DepartedAsync(faculty);

        foreach (var client in new[] { Self(faculty), faculty.By() })
        {
            var data = await client.ExportPersonalDataAsync(teacher);

            Assert.Equal((teacher, "teacher"), (data.PersonId, data.Kind));
            Assert.Contains(data.Things, thing => thing.Kind == "certificate");
            Assert.Contains(data.Values, value => value is { Member: "printed-name", Value: "Canary San" });
            Assert.Contains(data.Acts, act => act is { Kind: "teacher", Action: "departed" });
        }
        await faculty.App.As(Ncut, Roles.TeacherOffice).GetAsync($"{Api}/personal-data/{teacher}", Ct)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task D44_an_erased_teacher_leaves_no_value_and_every_figure()
    {
        await using var faculty = await StartAsync(Engine.Sqlite);
        var other = (await faculty.RegisterAsync()).Id;
        await faculty.CertifyAsync(other, new(2024, 3, 1));
        var teacher = await DepartedAsync(faculty);
        var number = (await faculty.By().ListCertificatesAsync(person: Person)).Items.Single().Number!;
        var before = await FiguresAsync(faculty);
        Assert.Contains("\"numerator\":2", before, StringComparison.Ordinal);
        var asked = await faculty.By().AskErasureAsync(teacher, new() { Reason = "canary: long gone." });

        await faculty.App.LiveUntilAsync(asked.DueOn!.Value);

        Assert.Equal("done", (await faculty.By().GetErasureAsync(asked.Id)).State);
        Assert.Equal(teacher, Assert.Single(await faculty.App.PublishedAsync<TeacherErasedV1>()).TeacherId);
        await faculty.Office.GetAsync($"{Api}/teachers/{teacher}", Ct).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.App.As(null).GetAsync($"{Api}/verifications/{number}", Ct)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(before, await FiguresAsync(faculty));

        var upload = $"staffNumber,category,employedFrom,person\n{Number},specialist,2015-09-01,{Person}\n";
        Assert.Equal(
            (1L, 0L, 1L, 0L), (await faculty.Office.EndedAsync(faculty.Office.ImportAsync(Api, "teachers", upload))).Counts());
        // The upload is deleted just after its import has ended.
        await Eventually.TrueAsync(
            async () => !(await DatabaseFile.ReadAsync(FileOf(faculty))).Contains("canary", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, Engines]
    public async Task D44_a_correction_does_not_give_an_erased_staff_number_to_another(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var other = await faculty.RegisterAsync();
        var asked = await faculty.By().AskErasureAsync(await DepartedAsync(faculty), new() { Reason = "Long gone." });
        await faculty.App.LiveUntilAsync(asked.DueOn!.Value);
        RegisterTeacherRequest values = new() { StaffNumber = Number, Category = other.Category, EmployedFrom = other.EmployedFrom };

        await faculty.By().CorrectTeacherAsync(other.Id, other.Version, new() { Teacher = values, Reason = "A typing error." })
            .ShouldBeProblemAsync("staff-number-taken", HttpStatusCode.Conflict);

        await faculty.By().CorrectTeacherAsync(
            other.Id, other.Version, new() { Teacher = values with { StaffNumber = "another" }, Reason = "A typing error." });
    }

    [Theory, Engines]
    public async Task D44_a_member_of_a_panel_who_is_no_teacher_reads_and_erases_their_key_and_the_vote_stays(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var (teacher, decision) = await DecidedAsync(faculty, "refused");
        var member = new FacultyCertificationClient(faculty.App.AsPerson(Ncut, Roles.Panel, "canary-member"));
        var seat = decision.Seats[0];
        Assert.Equal("canary-member", Assert.Single((await member.ExportPersonalDataAsync(seat)).Values).Value);

        var asked = await member.AskErasureAsync(seat, new());
        await faculty.By().DecideErasureAsync(asked.Id, new() { Decision = "grant" });
        await faculty.App.LiveUntilAsync(Day.AddDays(7));

        Assert.Equal("done", (await faculty.By().GetErasureAsync(asked.Id)).State);
        var left = await faculty.By().GetDecisionAsync(teacher, decision.Id);
        Assert.Equal([$"{seat:N}", "member-2", "member-3"], left.Panel);
        Assert.Equal("against", left.Votes[0].Cast);
        // The file of the review says for its years who decided.
        Assert.Equal(["canary-member"], await LockedAsync(faculty));
        await faculty.App.LiveUntilAsync(Day.AddDays(7).AddYears(10));
        Assert.Single(await LockedAsync(faculty));
        await faculty.App.LiveUntilAsync(Day.AddDays(8).AddYears(10));
        Assert.Empty(await LockedAsync(faculty));
    }

    [Fact]
    public async Task D44_an_erased_member_of_a_panel_stands_in_no_kept_reply_and_the_applicant_keeps_theirs()
    {
        await using var faculty = await StartAsync(Engine.Sqlite);
        var (teacher, decision) = await DecidedAsync(faculty, "refused");
        var asked = await faculty.By().AskErasureAsync(decision.Seats[0], new() { Reason = "Long gone." });

        await faculty.App.LiveUntilAsync(asked.DueOn!.Value);
        await faculty.App.LiveUntilAsync(asked.DueOn!.Value.AddYears(10).AddDays(1));

        // The log is written back once no reader of the background is left.
        await Eventually.TrueAsync(
            async () => !(await DatabaseFile.ReadAsync(FileOf(faculty))).Contains("canary-member", StringComparison.Ordinal));
        Assert.Equal("Evidence reviewed.", (await faculty.By().GetDecisionAsync(teacher, decision.Id)).Grounds);
    }

    [Theory, Engines]
    public async Task D44_the_seat_on_a_panel_is_needed_while_the_application_is_open(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var (_, decision) = await DecidedAsync(faculty, "granted");

        await faculty.By().AskErasureAsync(decision.Seats[0], new() { Reason = "Asked on the phone." })
            .ShouldBeProblemAsync("panel-seat-needed", HttpStatusCode.Conflict);

        await faculty.By().WithdrawApplicationAsync(decision.ApplicationId!.Value, new() { Reason = "Moved." });
        Assert.Equal("granted", (await faculty.By().AskErasureAsync(
            decision.Seats[0], new() { Reason = "Asked on the phone." })).State);
    }

    [Theory, Engines]
    public async Task D44_the_seat_of_a_teacher_is_needed_while_the_application_is_open(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var member = await faculty.By().RegisterTeacherAsync(new()
        {
            StaffNumber = Number,
            Category = "specialist",
            EmployedFrom = Employed,
            Person = "canary-member",
            Unit = "finance",
        });
        var (_, decision) = await DecidedAsync(faculty, "granted");
        await faculty.DepartAsync(member.Id, Day);
        faculty.App.Today.MoveTo(Day.AddDays(1));

        var problem = await faculty.By().AskErasureAsync(member.Id, new() { Reason = "Long gone." })
            .ShouldBeProblemAsync("panel-seat-needed", HttpStatusCode.Conflict);

        Assert.Equal(decision.ApplicationId, problem.Fact("applications")[0].GetGuid());
        await faculty.By().WithdrawApplicationAsync(decision.ApplicationId!.Value, new() { Reason = "Moved." });
        Assert.Equal("granted", (await faculty.By().AskErasureAsync(member.Id, new() { Reason = "Long gone." })).State);
    }

    [Theory, Engines]
    public async Task D44_nothing_is_written_about_an_erased_teacher(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = await DepartedAsync(faculty);
        var certificate = (await faculty.By().ListCertificatesAsync(person: Person)).Items.Single().Id;
        var qualification = (await faculty.By().ListQualificationsAsync(teacher)).Items.Single().Id;
        var asked = await faculty.By().AskErasureAsync(teacher, new() { Reason = "Long gone." });
        await faculty.App.LiveUntilAsync(asked.DueOn!.Value);

        foreach (var written in new Func<Task>[]
        {
            () => faculty.By().PrintNameAsync(certificate, new() { Name = "Canary San" }),
            () => faculty.SuspendAsync(certificate, Day.AddDays(-30)),
            () => faculty.RevokeAsync(certificate, Day.AddDays(-30)),
            () => faculty.By().CorrectIssueAsync(certificate, new() { IssuedOn = new(2024, 3, 2), Reason = "Canary." }),
            () => faculty.By().WithdrawQualificationAsync(qualification, new() { Reason = "Canary." }),
        })
        {
            await Wrapped(written()).ShouldBeProblemAsync("teacher-erased", HttpStatusCode.Conflict);
        }
        Assert.Empty(await faculty.App.Db.QueryAsync<string>("SELECT value FROM $schema.personal_value WHERE member = 'printed-name'"));

        static async Task<bool> Wrapped(Task written)
        {
            await written;
            return true;
        }
    }

    [Theory, Engines]
    public async Task D44_no_reason_is_written_about_an_erased_applicant(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = (await faculty.RegisterAsync(Number, person: Person)).Id;
        var method = await faculty.DraftMethodAsync(MethodBody("open", notice: 1));
        await faculty.PublishAsync(method.Id, new(1990, 1, 1));
        var notice = await faculty.NoticedAsync(teacher, Day, method.Id);
        var objection = await faculty.By(Ncut).RaiseObjectionAsync(
            notice.Id, new() { ApplicationId = notice.Applications.Single().ApplicationId, Grounds = "Practised elsewhere." });
        await faculty.DepartAsync(teacher, Day);
        faculty.App.Today.MoveTo(Day.AddDays(1));
        var asked = await faculty.By().AskErasureAsync(teacher, new() { Reason = "Long gone." });
        await faculty.App.LiveUntilAsync(asked.DueOn!.Value);

        await new FacultyCertificationClient(faculty.PanelOf())
            .DecideObjectionAsync(objection.Id, new() { Outcome = "dismissed", Reason = "Canary." })
            .ShouldBeProblemAsync("teacher-erased", HttpStatusCode.Conflict);
        await faculty.By(Ncut).WithdrawObjectionAsync(objection.Id, new() { Reason = "Canary." })
            .ShouldBeProblemAsync("teacher-erased", HttpStatusCode.Conflict);
    }

    private static async Task<(Guid Teacher, Decision Decision)> DecidedAsync(FacultyApp faculty, string outcome)
    {
        var teacher = (await faculty.RegisterAsync()).Id;
        var application = await faculty.DraftAsync(teacher);
        await faculty.SubmitAsync(application.Id);
        await faculty.ReviewAsync(application.Id);
        return (teacher, await new FacultyCertificationClient(faculty.PanelOf()).RecordDecisionAsync(
            application.Id,
            new() { Votes = Votes(outcome, "canary-member", "member-2", "member-3"), Grounds = "Evidence reviewed." },
            idempotencyKey: "once"));
    }

    private static Task<IReadOnlyList<string>> LockedAsync(FacultyApp faculty) =>
        faculty.App.Db.QueryAsync<string>("SELECT value FROM $schema.locked_value");

    private static string FileOf(FacultyApp faculty) =>
        Path.Combine(faculty.App.Services.GetRequiredService<IConfiguration>()["Sqlite:Folder"]!, "faculty.db");

    private static FacultyCertificationClient Self(FacultyApp faculty) => new(faculty.App.AsPerson(Bpc, Roles.Mentor, Person));

    private static async Task<Guid> DepartedAsync(FacultyApp faculty)
    {
        var teacher = (await faculty.RegisterAsync(Number, person: Person)).Id;
        var certificate = await faculty.CertifyAsync(teacher, new(2024, 3, 1));
        await faculty.By().PrintNameAsync(certificate.Id, new() { Name = "Canary San" });
        await faculty.By().RecordQualificationAsync(teacher, new()
        {
            Name = "Canary welder",
            Issuer = "Canary institute",
            IssuedOn = new(2020, 1, 1),
            DocumentHash = new string('a', 64),
        });
        await faculty.SuspendAsync(certificate.Id, Day.AddDays(-30));
        await faculty.ReinstateAsync(certificate.Id, Day.AddDays(-20));
        await faculty.DepartAsync(teacher, LastDay);
        return teacher;
    }

    private static async Task<string> FiguresAsync(FacultyApp faculty)
    {
        var all = new StringBuilder();
        foreach (var (days, known) in
            from days in new[] { -900, -100, -25, -10, -9, 0 }
            from known in new[] { -5, 0 }
            select (days, known))
        {
            var query = $"institution={Bpc}&asOf={Day.AddDays(days):O}&knownOn={Day.AddDays(known):O}";
            all.AppendLine(await (await faculty.TryRatioAsync(query)).Content.ReadAsStringAsync(Ct));
        }
        return all.ToString();
    }
}

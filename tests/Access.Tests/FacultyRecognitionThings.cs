using VocationalPlatform.Client.FacultyCertification;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>Makes teachers, methods, applications and what follows from them.</summary>
public sealed partial class FacultyThings
{
    /// <summary>The day of all steps before a certificate of today.</summary>
    private static DateOnly Before => Day.AddDays(-2);

    private static RecordDecisionRequest Grant => new()
    {
        Votes =
        [
            new() { Member = "member-1", Cast = "for", Unit = "finance", Reason = "Enough practice." },
            new() { Member = "member-2", Cast = "for", Unit = "design", Reason = "Enough practice." },
        ],
        Grounds = "Evidence reviewed.",
        DecidedOn = Before,
    };

    private FacultyCertificationClient Office => By("bpc", TeacherOffice);

    private FacultyCertificationClient By(string org, string role) => new(As(org, role));

    private RegisterTeacherRequest Teacher() => new()
    {
        StaffNumber = $"T{Next()}",
        Category = "specialist",
        EmployedFrom = new(2015, 9, 1),
        Person = Person,
        Unit = "mechatronics",
    };

    private static RecordQualificationRequest Qualification =>
        new() { Name = "Senior technician", Issuer = "An issuer", IssuedOn = Before, DocumentHash = new string('a', 64) };

    private async Task<(Guid Teacher, Guid Qualification)> QualifiedAsync()
    {
        var teacher = await TeacherAsync();
        return (teacher, (await Office.RecordQualificationAsync(teacher, Qualification)).Id);
    }

    private static RecordEthicsFindingRequest Finding => new() { BarredFrom = Day, BarredUntil = Day.AddYears(1), Reason = "Reviewed." };

    private async Task<(Guid Teacher, Guid Finding)> FoundAsync()
    {
        var teacher = await TeacherAsync();
        return (teacher, (await Office.RecordEthicsFindingAsync(teacher, Finding)).Id);
    }

    private async Task<Guid> AskedAsync() => (await new FacultyCertificationClient(App.AsPerson("bpc", Learner, Person))
        .AskErasureAsync(await DepartedAsync(), new())).Id;

    // The seat of a person on the panel that refused another teacher.
    private async Task<Guid> SeatAsync()
    {
        var teacher = (await Office.RegisterTeacherAsync(Teacher() with { Person = null })).Id;
        var application = (await Office.DraftApplicationAsync(teacher, Application())).Id;
        await By("dji", OrgAdmin).ConfirmPracticeAsync(
            application, position: 0, new() { Attended = [new() { From = Before.AddDays(-179), Until = Before }] });
        await Office.SubmitApplicationAsync(application, new() { SubmittedOn = Before });
        await By("bpc", Panel).BeginReviewAsync(new() { ApplicationIds = [application] });
        var votes = Grant.Votes.Select((vote, place) => vote with { Cast = "against", Member = place == 0 ? Person : vote.Member });
        return (await By("bpc", Panel).RecordDecisionAsync(application, Grant with { Votes = [.. votes] })).Seats[0];
    }

    // The data of who is employed are needed.
    private async Task<Guid> DepartedAsync()
    {
        var teacher = await TeacherAsync();
        await Office.RecordDepartureAsync(teacher, new() { LastDay = Day.AddDays(-1) });
        return teacher;
    }

    private async Task<Guid> TeacherAsync() => (await Office.RegisterTeacherAsync(Teacher())).Id;

    private static readonly MethodLevel[] Levels = [new() { Level = "senior", PracticeDays = 180, RequiredEvidence = ["practice"] }];

    private static EditMethodRequest Terms() => new()
    {
        Name = "Recognition",
        Levels = Levels,
        PublicNoticeDays = 1,
        PanelMembers = 2,
        PracticeWindowYears = 5,
        ValidityYears = 5,
    };

    private DraftMethodRequest Method() => new()
    {
        Code = $"m{Next()}",
        Name = "Recognition",
        Levels = Levels,
        PublicNoticeDays = 1,
        PanelMembers = 2,
        PracticeWindowYears = 5,
        ValidityYears = 5,
    };

    private WriteApplicationRequest Application(Guid? by = null) => new()
    {
        MethodId = by ?? method,
        Level = "senior",
        Evidence =
        [
            new() { Kind = "practice", Enterprise = "dji", From = Before.AddDays(-179), Until = Before },
            new() { Kind = "award", Description = "A prize", DocumentHash = new string('a', 64) },
        ],
    };

    private async Task<Guid> MethodAsync(string org, string role, bool isClosed = false) =>
        (await By(org, role).DraftMethodAsync(Method() with { ObjectionsAllowed = !isClosed })).Id;

    private async Task<(Guid Teacher, Guid Application)> DraftAsync(Guid? by = null)
    {
        var teacher = await TeacherAsync();
        return (teacher, (await Office.DraftApplicationAsync(teacher, Application(by))).Id);
    }

    private async Task<(Guid Teacher, Guid Application)> ConfirmedAsync(Guid? by = null)
    {
        var made = await DraftAsync(by);
        await By("dji", OrgAdmin).ConfirmPracticeAsync(
            made.Application, position: 0, new() { Attended = [new() { From = Before.AddDays(-179), Until = Before }] });
        return made;
    }

    private async Task<(Guid Teacher, Guid Application)> SubmittedAsync(Guid? by = null)
    {
        var made = await ConfirmedAsync(by);
        await Office.SubmitApplicationAsync(made.Application, new() { SubmittedOn = Before });
        return made;
    }

    private async Task<(Guid Teacher, Guid Application)> ReviewedAsync(Guid? by = null)
    {
        var made = await SubmittedAsync(by);
        await By("bpc", Panel).BeginReviewAsync(new() { ApplicationIds = [made.Application] });
        return made;
    }

    private async Task<(Guid Teacher, Guid Application, Guid Decision)> DecidedAsync(Guid? by = null)
    {
        var (teacher, application) = await ReviewedAsync(by);
        return (teacher, application, (await By("bpc", Panel).RecordDecisionAsync(application, Grant)).Id);
    }

    // Without objections, so that its certificates need not wait.
    private async Task<Guid> NoticeAsync() => (await NoticedAsync(closedMethod)).Notice;

    private async Task<(Guid Notice, Guid Application)> NoticedAsync(Guid? by = null)
    {
        var (_, application, _) = await DecidedAsync(by);
        return ((await Office.PublishNoticeAsync(new() { ApplicationIds = [application], PublishedOn = Before })).Id, application);
    }

    private static RaiseObjectionRequest Objection(Guid application) =>
        new() { ApplicationId = application, Grounds = "The teacher practised elsewhere.", RaisedOn = Before };

    private async Task<(Guid Notice, Guid Objection)> ObjectedAsync(string org = "shougang-it", string role = TeacherOffice)
    {
        var (notice, application) = await NoticedAsync();
        return (notice, (await By(org, role).RaiseObjectionAsync(notice, Objection(application))).Id);
    }

    private async Task<(Guid Certificate, Guid Suspension)> SuspendedAsync()
    {
        var id = await CertificateAsync();
        await Office.SuspendCertificateAsync(id, new() { SuspendedOn = Day, Reason = "Under inquiry.", DecidedBy = "office-1" });
        return (id, (await Office.ListSuspensionsAsync(id)).Items.Single().Id);
    }

    private async Task<Guid> RevokedAsync()
    {
        var id = await CertificateAsync();
        await Office.RevokeCertificateAsync(id, new() { RevokedOn = Day, Reason = "Mistaken." });
        return id;
    }

    private async Task<Guid> CertificateAsync() =>
        (await Office.IssueCertificatesAsync(await NoticeAsync(), new() { IssuedOn = Day })).Certificates[0].Id;

    private RequestPracticeRequest Seat() => new() { BaseId = site, From = Day, Until = Day.AddDays(30) };

    private async Task<Guid> BookingAsync() => (await Office.RequestPracticeAsync(await TeacherAsync(), Seat())).Id;
}

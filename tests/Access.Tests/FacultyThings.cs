using Contracts.IndustryPartnership;
using FacultyCertification;
using static Contracts.Roles;

namespace Access.Tests;

[CollectionDefinition(FacultyCertificationService.Name)]
public sealed class FacultyCollection : ICollectionFixture<FacultyThings>;

/// <summary>Faculty certification: teachers of BPC; Shougang Institute of Technology is the third institution.</summary>
public sealed partial class FacultyThings() : Things(
    FacultyCertificationService.Name, "faculty", builder => builder.AddFacultyCertification(), app => app.MapFacultyCertification())
{
    // A teacher has no role of their own: whoever bears the person sees what is theirs. Here that is who comes as a learner or a mentor.
    public static readonly Table Answers = Table.Parse(
        """
        ListParkedMessages                   | bpc         | shougang-it | ops 200+, * 403 | ops 200+, * 403 | ops 200+, * 403
        ListChanges                          | bpc         | bjedu
            | org-admin 200, signatory 200, coordinator 200, registrar 200, teacher-office 200, panel 200, * 403
            | authority 200, org-admin 200, signatory 200, * 403 | * 403
        ListChanges (enterprise)             | dji         | bjedu
            | internship-manager 200, org-admin 200, signatory 200, * 403 | authority 200, org-admin 200, signatory 200, * 403 | * 403
        GetParkedMessage                     | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        ReplayParkedMessage                  | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        DiscardParkedMessage                 | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        StartImport                          | bpc         | shougang-it | teacher-office 202, * 403 | teacher-office 202, * 403 | * 403
        ListImports                          | bpc         | shougang-it | teacher-office 200+, * 403 | teacher-office 200-, * 403 | * 403
        GetImport                            | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        GetImportReport                      | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        CancelImport                         | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        RegisterTeacher                      | bpc         | shougang-it | teacher-office 201, * 403 | teacher-office 201, * 403 | * 403
        RegisterTeacher (enterprise)         | bpc         | dji         | teacher-office 201, * 403 | * 403 | * 403
        ListTeachers                         | bpc         | shougang-it | teacher-office 200+, panel 200+, * 403
            | teacher-office 200-, panel 200-, * 403 | * 403
        GetTeacher                           | bpc         | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        ExportPersonalData                   | bpc         | shougang-it | teacher-office 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        AskErasure                           | bpc         | shougang-it | teacher-office 201, learner 201, mentor 201, * 404
            | * 404 | * 404
        ExportPersonalData (panel)           | bpc         | shougang-it | teacher-office 200, learner 200, mentor 200, * 404
            | * 404 | learner 200, mentor 200, * 404
        AskErasure (panel)                   | bpc         | shougang-it | teacher-office 201, learner 201, mentor 201, * 404
            | * 404 | learner 201, mentor 201, * 404
        WithdrawErasure                      | bpc         | shougang-it | teacher-office 403, learner 200, mentor 200, * 404
            | * 404 | * 404
        DecideErasure                        | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        ListErasures                         | bpc         | shougang-it | teacher-office 200+, * 200- | * 200- | * 200-
        GetErasure                           | bpc         | shougang-it | teacher-office 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        CorrectTeacher                       | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        RecordDeparture                      | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        CorrectDeparture                     | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        ListEmploymentRecords | bpc | shougang-it | teacher-office 200+, panel 200+, learner 200+, mentor 200+, * 404
            | * 404 | * 404
        RecordQualification                  | bpc         | shougang-it | teacher-office 201, * 403 | teacher-office 404, * 403 | * 403
        WithdrawQualification                | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        ListQualifications | bpc | shougang-it | teacher-office 200+, panel 200+, learner 200+, mentor 200+, * 404
            | * 404 | * 404
        RecordEthicsFinding                  | bpc         | shougang-it | teacher-office 201, * 403 | teacher-office 404, * 403 | * 403
        WithdrawEthicsFinding                | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        ListEthicsFindings | bpc | shougang-it | teacher-office 200+, panel 200+, learner 200+, mentor 200+, * 404
            | * 404 | * 404
        DraftMethod                          | bpc         | dji         | teacher-office 201, * 403 | * 403 | * 403
        DraftMethod (authority)              | bjedu       | bpc         | authority 201, * 403 | teacher-office 201, * 403 | * 403
        EditMethod                           | bpc         | bjedu       | teacher-office 200, * 403 | authority 404, * 403 | * 403
        PublishMethod                        | bpc         | bjedu       | teacher-office 200, * 403 | authority 404, * 403 | * 403
        PublishMethod (authority)            | bjedu       | bpc         | authority 200, * 403 | teacher-office 404, * 403 | * 403
        ListMethods (draft)                  | bpc         | shougang-it | teacher-office 200+, * 200- | * 200- | * 200-
        ListMethods (published)              | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetMethod (draft)                    | bpc         | shougang-it | teacher-office 200, * 404 | * 404 | * 404
        GetMethod (published)                | bpc         | shougang-it | * 200 | * 200 | * 200
        DraftApplication                     | bpc         | shougang-it | teacher-office 201, learner 201, mentor 201, panel 403, * 404
            | * 404 | * 404
        EditApplication                      | bpc         | shougang-it | teacher-office 200, learner 200, mentor 200, panel 403, * 404
            | * 404 | * 404
        ListStatedPractices                  | dji         | shougang-it | org-admin 200+, internship-manager 200+, * 403
            | org-admin 200-, coordinator 200-, * 403 | * 403
        ConfirmPractice                      | dji         | shougang-it | org-admin 200, internship-manager 200, * 403
            | org-admin 404, coordinator 404, * 403 | * 403
        RefusePractice                       | dji         | shougang-it | org-admin 200, internship-manager 200, * 403
            | org-admin 404, coordinator 404, * 403 | * 403
        CheckEvidence                        | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        SubmitApplication                    | bpc         | shougang-it | teacher-office 200, learner 200, mentor 200, panel 403, * 404
            | * 404 | * 404
        WithdrawApplication                  | bpc         | shougang-it | teacher-office 200, learner 200, mentor 200, panel 403, * 404
            | * 404 | * 404
        ListApplications | bpc | shougang-it | teacher-office 200+, panel 200+, learner 200+, mentor 200+, * 200-
            | * 200- | * 200-
        GetApplication                       | bpc         | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        BeginReview                          | bpc         | shougang-it | panel 200, * 403 | panel 409, * 403 | * 403
        RecordDecision                       | bpc         | shougang-it | panel 201, * 403 | panel 404, * 403 | * 403
        ListApplicationDecisions             | bpc         | shougang-it | teacher-office 200+, panel 200+, * 403
            | teacher-office 404, panel 404, * 403 | * 403
        PublishNotice                        | bpc         | shougang-it | teacher-office 201, * 403 | teacher-office 409, * 403 | * 403
        IssueCertificates                    | bpc         | shougang-it | teacher-office 200, * 403 | * 403 | * 403
        ListNotices                          | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetNotice                            | bpc         | shougang-it | * 200 | * 200 | * 200
        RaiseObjection | shougang-it | dji | teacher-office 201, org-admin 201, * 403 | org-admin 201, * 403 | * 403
        RaiseObjection (authority)           | bjedu       | dji         | authority 201, org-admin 201, * 403
            | org-admin 201, * 403 | * 403
        DecideObjection                      | bpc         | dji         | panel 200, * 403 | * 403 | * 403
        WithdrawObjection                    | shougang-it | dji         | teacher-office 200, org-admin 200, * 403
            | org-admin 404, * 403 | * 403
        WithdrawObjection (authority)        | bjedu       | dji         | authority 200, org-admin 200, * 403
            | org-admin 404, * 403 | * 403
        ListObjections | bpc | dji | teacher-office 200+, panel 200+, * 200- | * 200- | * 200-
        ListDecisions                        | bpc         | shougang-it | teacher-office 200+, panel 200+, * 403
            | teacher-office 404, panel 404, * 403 | * 403
        GetDecision                          | bpc         | shougang-it | teacher-office 200, panel 200, * 403
            | teacher-office 404, panel 404, * 403 | * 403
        RevokeCertificate                    | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        SuspendCertificate                   | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        ReinstateCertificate                 | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        CorrectSuspension                    | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        CorrectRevocation                    | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        CorrectIssue                         | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        PrintName                            | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 404, * 403 | * 403
        GetPrintedName | bpc | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        VerifyCertificate                    | bpc         | shougang-it | * 200 | * 200 | * 200
        ListSuspensions | bpc | shougang-it | teacher-office 200+, panel 200+, learner 200+, mentor 200+, * 404
            | * 404 | * 404
        ListCertificateRecords | bpc | shougang-it | teacher-office 200+, panel 200+, learner 200+, mentor 200+, * 404
            | * 404 | * 404
        ListLapsingCertificates              | bpc         | shougang-it | teacher-office 200+, panel 200+, * 403
            | teacher-office 200-, panel 200-, * 403 | * 403
        ListCertificates                     | bpc         | shougang-it | teacher-office 200+, panel 200+, * 403
            | teacher-office 200-, panel 200-, * 403 | * 403
        GetCertificate                       | bpc         | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        RequestPractice                      | bpc         | shougang-it | teacher-office 201, learner 201, mentor 201, panel 403, * 404
            | * 404 | * 404
        CancelPractice                       | bpc         | shougang-it | teacher-office 200, learner 200, mentor 200, panel 403, * 404
            | * 404 | * 404
        ListPracticeBookings | bpc | shougang-it | teacher-office 200+, panel 200+, learner 200+, mentor 200+, * 200-
            | * 200- | * 200-
        GetPracticeBooking                   | bpc         | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        DualQualifiedRatio                   | bpc         | shougang-it | * 200 | * 200 | * 200

        """ + WebhookRows + FurtherRows);

    public override IReadOnlyList<string> Anonymous { get; } = ["VerifyCertificate"];

    public override IReadOnlyList<string> AnonymousPaths { get; } = ["/faculty-certification/v1/verifications/{token}"];

    private readonly Guid site = Guid.NewGuid();
    private Guid method;
    private Guid closedMethod;

    public override Table Table => Answers;

    protected override object Unreadable { get; } = new OrganisationVerifiedV1
    {
        OccurredAt = DateTimeOffset.UnixEpoch,
        Organisation = null!,
    };

    protected override void AddImports(Dictionary<string, Func<Task<Thing>>> own) =>
        AddImports(own, "teachers", "bpc", TeacherOffice, "staffNumber,category,employedFrom");

    protected override IReadOnlyDictionary<string, Func<Task<Thing>>> Recipes => With(new(FurtherRecipes)
    {
        ["RegisterTeacher"] = () => Task.FromResult(new Thing { Body = Teacher() }),
        ["ListTeachers"] = async () => new Thing { Listed = $"{await TeacherAsync()}" },
        ["GetTeacher"] = async () => new Thing(await TeacherAsync()),
        ["ExportPersonalData"] = async () => new Thing(await TeacherAsync()),
        ["AskErasure"] = async () => new Thing(await DepartedAsync()) { Body = new { reason = "No longer needed." } },
        ["ExportPersonalData (panel)"] = async () => new Thing(await SeatAsync()),
        ["AskErasure (panel)"] = async () => new Thing(await SeatAsync()) { Body = new { reason = "No longer needed." } },
        ["WithdrawErasure"] = async () => new Thing(await AskedAsync()) { Body = new { reason = "A mistake." } },
        ["DecideErasure"] = async () => new Thing(await AskedAsync()) { Body = new { decision = "grant" } },
        ["ListErasures"] = async () => new Thing { Listed = $"{await AskedAsync()}" },
        ["GetErasure"] = async () => new Thing(await AskedAsync()),
        ["CorrectTeacher"] = async () => new Thing(await TeacherAsync())
        {
            Version = 1,
            Body = new { teacher = Teacher(), reason = "Typing." },
        },
        ["CorrectDeparture"] = async () => new Thing(await DepartedAsync()) { Body = new { reason = "Typing.", lastDay = Day } },
        ["ListEmploymentRecords"] = async () => await DepartedAsync() is var id ? new Thing(id) { Listed = "departed" } : null!,
        ["RecordQualification"] = async () => new Thing(await TeacherAsync()) { Body = Qualification },
        ["WithdrawQualification"] = async () => new Thing((await QualifiedAsync()).Qualification) { Body = new { reason = "Typing." } },
        ["ListQualifications"] = async () => await QualifiedAsync() is var (id, kept) ? new Thing(id) { Listed = $"{kept}" } : null!,
        ["RecordEthicsFinding"] = async () => new Thing((await DraftAsync()).Teacher) { Body = Finding },
        ["WithdrawEthicsFinding"] = async () => new Thing((await FoundAsync()).Finding) { Body = new { reason = "Typing." } },
        ["ListEthicsFindings"] = async () => await FoundAsync() is var (id, found) ? new Thing(id) { Listed = $"{found}" } : null!,
        ["RecordDeparture"] = async () => new Thing(await TeacherAsync()) { Body = new { lastDay = Day } },
        ["DraftMethod"] = () => Task.FromResult(new Thing { Body = Method() }),
        ["EditMethod"] = async () => new Thing(await MethodAsync("bpc", TeacherOffice)) { Version = 1, Body = Terms() },
        ["PublishMethod"] = async () => new Thing(await MethodAsync("bpc", TeacherOffice)) { Body = new { effectiveFrom = Day } },
        ["PublishMethod (authority)"] = async () => new Thing(await MethodAsync("bjedu", Authority)) { Body = new { effectiveFrom = Day } },
        ["ListMethods (draft)"] = async () => new Thing { Listed = $"{await MethodAsync("bpc", TeacherOffice)}" },
        ["ListMethods (published)"] = () => Task.FromResult(new Thing { Listed = $"{method}" }),
        ["GetMethod (draft)"] = async () => new Thing(await MethodAsync("bpc", TeacherOffice)),
        ["GetMethod (published)"] = () => Task.FromResult(new Thing(method)),
        ["DraftApplication"] = async () => new Thing(await TeacherAsync()) { Body = Application() },
        ["EditApplication"] = async () => new Thing((await DraftAsync()).Application) { Version = 1, Body = Application() },
        ["ListStatedPractices"] = async () => new Thing { Listed = $"{(await DraftAsync()).Application}" },
        ["ConfirmPractice"] = async () => new Thing($"{(await DraftAsync()).Application}", "0")
        {
            Body = new { attended = new[] { new { from = Before, until = Before } } },
        },
        ["RefusePractice"] = async () => new Thing($"{(await DraftAsync()).Application}", "0") { Body = new { reason = "Not here." } },
        ["CheckEvidence"] = async () => new Thing($"{(await DraftAsync()).Application}", "1") { Body = new { answer = "confirmed" } },
        ["SubmitApplication"] = async () => new Thing((await ConfirmedAsync()).Application) { Body = new { submittedOn = Day } },
        ["WithdrawApplication"] = async () => new Thing((await DraftAsync()).Application) { Body = new { reason = "Another time." } },
        ["ListApplications"] = async () => new Thing { Listed = $"{(await DraftAsync()).Application}" },
        ["GetApplication"] = async () => new Thing((await DraftAsync()).Application),
        ["BeginReview"] = async () => new Thing { Body = new { applicationIds = new[] { (await SubmittedAsync()).Application } } },
        ["RecordDecision"] = async () => new Thing((await ReviewedAsync()).Application) { Body = Grant },
        ["ListDecisions"] = async () =>
            await DecidedAsync() is var (teacher, _, decision) ? new Thing(teacher) { Listed = $"{decision}" } : null!,
        ["GetDecision"] = async () => await DecidedAsync() is var (teacher, _, decision) ? new Thing(teacher, decision) : null!,
        ["ListApplicationDecisions"] = async () =>
            await DecidedAsync() is var (_, application, decision) ? new Thing(application) { Listed = $"{decision}" } : null!,
        ["PublishNotice"] = async () => new Thing
        {
            Body = new
            {
                applicationIds = new[] { (await DecidedAsync()).Application },
                publishedOn = Day,
            }
        },
        ["RaiseObjection"] = async () =>
            await NoticedAsync() is var (id, application) ? new Thing(id) { Body = Objection(application) } : null!,
        ["RaiseObjection (authority)"] = async () =>
            await NoticedAsync() is var (id, application) ? new Thing(id) { Body = Objection(application) } : null!,
        ["DecideObjection"] = async () => new Thing((await ObjectedAsync()).Objection)
        {
            Body = new { outcome = "upheld", reason = "Heard." },
        },
        ["WithdrawObjection"] = async () => new Thing((await ObjectedAsync()).Objection) { Body = new { reason = "Not ours." } },
        ["WithdrawObjection (authority)"] = async () =>
            new Thing((await ObjectedAsync("bjedu", Authority)).Objection) { Body = new { reason = "Not ours." } },
        ["ListObjections"] = async () => await ObjectedAsync() is var (id, objection) ? new Thing(id) { Listed = $"{objection}" } : null!,
        ["IssueCertificates"] = async () => new Thing(await NoticeAsync()) { Body = new { issuedOn = Day } },
        ["ListNotices"] = async () => new Thing { Listed = $"{await NoticeAsync()}" },
        ["GetNotice"] = async () => new Thing(await NoticeAsync()),
        ["RevokeCertificate"] = async () => new Thing(await CertificateAsync())
        {
            Body = new
            {
                revokedOn = Day,
                reason = "Ethics review failed.",
            }
        },
        ["SuspendCertificate"] = async () => new Thing(await CertificateAsync())
        {
            Body = new { suspendedOn = Day, reason = "Under inquiry.", decidedBy = "office-1" },
        },
        ["ReinstateCertificate"] = async () => new Thing((await SuspendedAsync()).Certificate)
        {
            Body = new { reinstatedOn = Day, reason = "Cleared.", decidedBy = "office-1" },
        },
        ["CorrectSuspension"] = async () => await SuspendedAsync() is var (id, suspension)
            ? new Thing(id, suspension) { Body = new { reason = "Mistaken." } }
            : null!,
        ["CorrectRevocation"] = async () => new Thing(await RevokedAsync()) { Body = new { reason = "Mistaken." } },
        ["CorrectIssue"] = async () => new Thing(await CertificateAsync()) { Body = new { issuedOn = Day, reason = "A slip." } },
        ["PrintName"] = async () => new Thing(await CertificateAsync()) { Body = new { name = "Zhang San" } },
        ["GetPrintedName"] = async () => new Thing(await CertificateAsync()),
        ["VerifyCertificate"] = async () => new Thing((await Office.GetCertificateAsync(await CertificateAsync())).Number!),
        ["ListSuspensions"] = async () => await SuspendedAsync() is var (id, suspension)
            ? new Thing(id) { Listed = $"{suspension}" }
            : null!,
        ["ListCertificateRecords"] = async () => new Thing(await CertificateAsync()) { Listed = "granted" },
        ["ListLapsingCertificates"] = async () => new Thing { Listed = $"{await CertificateAsync()}", Query = "?days=3650" },
        ["ListCertificates"] = async () => new Thing { Listed = $"{await CertificateAsync()}" },
        ["GetCertificate"] = async () => new Thing(await CertificateAsync()),
        ["RequestPractice"] = async () => new Thing(await TeacherAsync()) { Body = Seat() },
        ["CancelPractice"] = async () => new Thing(await BookingAsync()) { Body = new { reason = "Another time." } },
        ["ListPracticeBookings"] = async () => new Thing { Listed = $"{await BookingAsync()}" },
        ["GetPracticeBooking"] = async () => new Thing(await BookingAsync()),
        ["DualQualifiedRatio"] = () => Task.FromResult(new Thing { Query = "?institution=bpc" }),
    });

    protected override async Task SetUpAsync()
    {
        await DeliverOrganisationsAsync();
        await App.DeliverAsync(new AgreementActivatedV1
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Agreement = new()
            {
                Id = Guid.NewGuid(),
                Title = "Cooperation",
                Kind = AgreementKind.StrategicCooperation,
                Parties = ["bpc", "dji"],
                State = "active",
                TextHash = "",
                ValidFrom = new(2020, 1, 1),
                ValidUntil = new(2030, 12, 31),
                Version = 1,
            },
        });
        await App.DeliverAsync(new BaseApprovedV1
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Base = new()
            {
                Id = site,
                Name = "5G base",
                Parties = ["ncut"],
                Field = "5G",
                Capacity = 10,
                State = "active",
                ActivePeriods = [new() { From = new(2020, 1, 1), Until = new(2030, 12, 31) }],
                Version = 1,
            },
        });
        method = await MethodAsync("bpc", TeacherOffice);
        closedMethod = await MethodAsync("bpc", TeacherOffice, isClosed: true);
        foreach (var one in new[] { method, closedMethod })
        {
            await Office.PublishMethodAsync(one, new() { EffectiveFrom = new(2020, 1, 1) });
        }
    }
}

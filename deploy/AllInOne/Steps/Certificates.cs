using Kernel;
using VocationalPlatform.Client.FacultyCertification;

namespace AllInOne.Steps;

/// <summary>One recognition in full: a refusal for days that are missing (D17), a conflict of interest and an objection (D16), and a
/// renewal without a gap (D19).</summary>
internal sealed class Certificates(Clients clients, Sample sample, Refusals refusals, Today today)
{
    private static readonly string[] Members = ["panel-0011", "panel-0012", "panel-0013"];

    private readonly Sample.CertifiedOne wanted = sample.Illustrative.CertifiedTeacher;
    private FacultyCertificationClient Office => clients.Faculty(wanted.Institution);

    // The first certificate ended a month ago, and its renewal was issued before that.
    private DateOnly FirstIssued => today.Value.AddDays(-30).AddYears(-1);
    private DateOnly FirstSubmitted => FirstIssued.AddDays(-40);
    private DateOnly RenewalIssued => today.Value.AddDays(-40);
    private DateOnly PracticeFrom => FirstSubmitted.AddDays(-300);

    public async Task RecogniseAsync()
    {
        var applications = await ApplicationsAsync(await TeacherAsync());
        var application = applications.Count > 0 ? applications[0] : await DraftAsync((0, 100), (70, 100));
        if (application.State == "draft") application = await SubmitWithMissingDaysAsync(application);
        if (application.State == "submitted") application = await ReviewAsync(application);
        if (application is { State: "under-review", Outcome: null }) application = await DecideAfterConflictAsync(application);
        if (application.State == "under-review") application = await PublishAsync(application, FirstIssued);
        if (application.State == "public-notice") await IssueAfterObjectionAsync(application.NoticeId!.Value, application.Id);
    }

    /// <summary>The renewal is issued before the last day of the certificate, and begins on the day after it.</summary>
    public async Task RenewAsync()
    {
        var applications = await ApplicationsAsync(await TeacherAsync());
        var application = applications.Count > 1 ? applications[1] : await DraftAsync((0, wanted.Method.Levels[0].PracticeDays));
        if (application.State == "draft") application = await SubmitAsync(application, RenewalIssued.AddDays(-40));
        if (application.State == "submitted") application = await ReviewAsync(application);
        if (application is { State: "under-review", Outcome: null }) await DecideAsync(application, RenewalIssued, Panel);
        if (application.State == "under-review") application = await PublishAsync(application, RenewalIssued);
        if (application.State == "public-notice") await IssueAsync(application.NoticeId!.Value, RenewalIssued);

        if (await CertificatesAsync() is not [var first, var renewal] || renewal.ValidFrom != first.ValidUntil.AddDays(1))
        {
            throw new JourneyException("The renewal does not begin on the day after the certificate that it follows.");
        }
    }

    /// <summary>What happened to the teacher, read back.</summary>
    public async Task<Story> StoryAsync()
    {
        var teacher = await TeacherAsync();
        var notice = (await ApplicationsAsync(teacher))[0].NoticeId!.Value;
        var objections = (await clients.Faculty(wanted.Objector).ListObjectionsAsync(notice)).Items;
        return new($"teacher {wanted.StaffNumber}, one recognition in full",
        [
            .. objections.Select(one => $"{one.RaisedOn:O}  {one.RaisedBy} objects, and the panel decides: {one.State}"),
            .. (await CertificatesAsync()).Select(one => $"{one.ValidFrom:O}  certified until {one.ValidUntil:O}, {one.Level}"),
        ]);
    }

    // 100 days and 100 days of which 30 are the same: a day counts once (D17).
    private async Task<Application> SubmitWithMissingDaysAsync(Application application)
    {
        await ConfirmAsync(application);
        var refusal = await refusals.ExpectAsync(
            "D17", $"{wanted.StaffNumber} applies with two visits of 100 days, of which 30 days are the same",
            () => Office.SubmitApplicationAsync(application.Id, new() { SubmittedOn = FirstSubmitted }));
        var missing = refusal.Problem.Change!.Value.GetProperty("moreDays").GetInt32();
        application = await Office.GetApplicationAsync(application.Id);
        var longer = await WriteAsync((0, 100), (70, 100 + missing));
        application = await Office.EditApplicationAsync(application.Id, application.Version, longer);
        var submitted = await SubmitAsync(application, FirstSubmitted);
        refusal.Mended = $"the second visit lasted {missing} days longer";
        return submitted;
    }

    private async Task<Application> DecideAfterConflictAsync(Application application)
    {
        var colleague = new Vote { Member = "panel-0014", Cast = "for", Unit = wanted.Unit, Reason = "Illustrative." };
        var refusal = await refusals.ExpectAsync(
            "D16", $"a colleague of {wanted.StaffNumber}'s own unit sits on the panel",
            () => DecideAsync(application, FirstIssued, [.. Panel.Skip(1), colleague]));
        await DecideAsync(application, FirstIssued, Panel);
        refusal.Mended = $"a member from {wanted.PanelFrom} took the seat";
        return await Office.GetApplicationAsync(application.Id);
    }

    private async Task IssueAfterObjectionAsync(Guid notice, Guid application)
    {
        var objector = clients.Faculty(wanted.Objector);
        var known = (await objector.ListObjectionsAsync(notice)).Items;
        var objection = known.Count > 0 ? known[0] : await objector.RaiseObjectionAsync(notice, new()
        {
            ApplicationId = application,
            Grounds = "Illustrative: the visits overlap.",
            RaisedOn = FirstIssued.AddDays(-9),
        });
        if (objection.State == "raised")
        {
            var refusal = await refusals.ExpectAsync(
                "D16", $"{wanted.Institution} issues a certificate while an objection waits", () => IssueAsync(notice, FirstIssued));
            await Office.DecideObjectionAsync(
                objection.Id, new() { Outcome = "dismissed", Reason = "Illustrative: each day was counted once." });
            refusal.Mended = "issued, after the panel had dismissed the objection";
        }
        await IssueAsync(notice, FirstIssued);
    }

    private async Task<Application> DraftAsync(params (int After, int Days)[] visits) =>
        await Office.DraftApplicationAsync((await TeacherAsync()).Id, await WriteAsync(visits));

    private async Task<WriteApplicationRequest> WriteAsync(params (int After, int Days)[] visits)
    {
        var baseId = await BaseAsync();
        return new()
        {
            MethodId = await MethodAsync(),
            Level = wanted.Method.Levels[0].Level,
            Evidence = [.. visits.Select(visit => new EvidenceItem
            {
                Kind = "practice",
                BaseId = baseId,
                From = PracticeFrom.AddDays(visit.After),
                Until = PracticeFrom.AddDays(visit.After + visit.Days - 1),
            })],
        };
    }

    private async Task<Guid> BaseAsync()
    {
        var (site, reader) = (sample.Illustrative.PracticeBase, clients.Partnership(wanted.Institution));
        return (await Clients.ListAsync((size, next) => reader.ListBasesAsync(limit: size, cursor: next), page => page.Items))
            .FirstOrDefault(known => known.Name == site.Name)?.Id ?? throw new JourneyException("There is no base to practise at.");
    }

    private async Task<Application> SubmitAsync(Application application, DateOnly day)
    {
        await ConfirmAsync(application);
        return await Office.SubmitApplicationAsync(application.Id, new() { SubmittedOn = day });
    }

    // Who ran the place confirms what the teacher states (D17).
    private async Task ConfirmAsync(Application application)
    {
        foreach (var (position, visit) in application.Evidence.Index().Where(entry => entry.Item.Confirmation is null))
        {
            await clients.Faculty(sample.Illustrative.PracticeBase.Parties[^1]).ConfirmPracticeAsync(
                application.Id, position, new() { Attended = [new() { From = visit.From!.Value, Until = visit.Until!.Value }] });
        }
    }

    private async Task<Application> ReviewAsync(Application application)
    {
        await Office.BeginReviewAsync(new() { ApplicationIds = [application.Id] });
        return await Office.GetApplicationAsync(application.Id);
    }

    private Task DecideAsync(Application application, DateOnly issued, IReadOnlyList<Vote> votes) => Office.RecordDecisionAsync(
        application.Id, new() { Votes = votes, DecidedOn = issued.AddDays(-20), Grounds = "Illustrative." });

    private async Task<Application> PublishAsync(Application application, DateOnly issued)
    {
        // The time for objections runs from the day on which the notice is published and recorded (D16).
        var present = today.Value;
        await clients.LiveUntilAsync(issued.AddDays(-10));
        await Office.PublishNoticeAsync(new() { ApplicationIds = [application.Id] });
        await clients.LiveUntilAsync(present);
        return await Office.GetApplicationAsync(application.Id);
    }

    private Task IssueAsync(Guid notice, DateOnly issued) => Office.IssueCertificatesAsync(notice, new() { IssuedOn = issued });

    private IReadOnlyList<Vote> Panel => [.. Members.Select(member =>
        new Vote { Member = member, Cast = "for", Unit = "teaching-affairs", Organisation = wanted.PanelFrom, Reason = "Illustrative." })];

    private async Task<IReadOnlyList<Certificate>> CertificatesAsync() =>
        [.. (await Office.ListCertificatesAsync(staffNumber: wanted.StaffNumber)).Items.OrderBy(one => one.ValidFrom)];

    private async Task<IReadOnlyList<Application>> ApplicationsAsync(Teacher teacher) =>
        (await Office.ListApplicationsAsync(teacherId: teacher.Id)).Items;

    private async Task<Teacher> TeacherAsync() =>
        (await Office.ListTeachersAsync(staffNumber: wanted.StaffNumber)).Items is [var teacher, ..]
        ? teacher
        : await Office.RegisterTeacherAsync(new()
        {
            StaffNumber = wanted.StaffNumber,
            Category = "specialist",
            EmployedFrom = sample.Illustrative.Teachers.EmployedFrom,
            Unit = wanted.Unit,
        });

    private async Task<Guid> MethodAsync()
    {
        var known = (await Office.ListMethodsAsync(owner: wanted.Institution)).Items;
        var method = known.FirstOrDefault(known => known.Code == wanted.Method.Code) ?? await Office.DraftMethodAsync(wanted.Method);
        var since = sample.Illustrative.Recognition.MethodSince;
        if (method.State == "draft") await Office.PublishMethodAsync(method.Id, new() { EffectiveFrom = since });
        return method.Id;
    }
}

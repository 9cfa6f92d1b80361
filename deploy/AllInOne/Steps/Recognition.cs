using Kernel;
using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;
using Application = VocationalPlatform.Client.FacultyCertification.Application;

namespace AllInOne.Steps;

/// <summary>How teachers become dual-qualified (D16–D19), and what a late revocation does to the ratio (D41).</summary>
internal sealed class Recognition(Clients clients, Sample sample, Refusals refusals, Today today)
{
    private const int InParallel = 8;

    private const string Unit = "mechatronics";

    // Of another unit than the applicants (D16).
    private static readonly Vote[] Votes = [.. new[] { "panel-0001", "panel-0002", "panel-0003" }.Select(member =>
        new Vote { Member = member, Cast = "for", Unit = "finance", Reason = "Illustrative." })];

    private readonly Sample.Teachers teachers = sample.Illustrative.Teachers;
    private readonly Sample.Recognised recognised = sample.Illustrative.Recognition;
    private FacultyCertificationClient Office => clients.Faculty(teachers.Institution);

    // The procedure of a year ago, recorded today.
    private DateOnly Issued => today.Value.AddYears(-1);
    private DateOnly Submitted => Issued.AddDays(-40);
    private DateOnly Decided => Issued.AddDays(-20);
    private DateOnly Published => Issued.AddDays(-10);

    public async Task PrepareAsync()
    {
        var wanted = recognised.Base;
        var party = clients.Partnership(wanted.Parties[0]);
        var site = await FindBaseAsync(party) ?? await party.ProposeBaseAsync(wanted);
        var authority = clients.Partnership("authority");
        if (site.State == "proposed") await authority.ApproveBaseAsync(site.Id, new() { ApprovedOn = wanted.ValidFrom });

        var known = (await Office.ListMethodsAsync(owner: teachers.Institution)).Items;
        var method = known.FirstOrDefault(known => known.Code == recognised.Method.Code)
            ?? await Office.DraftMethodAsync(recognised.Method);
        if (method.State == "draft") await Office.PublishMethodAsync(method.Id, new() { EffectiveFrom = recognised.MethodSince });
    }

    public async Task CertifyAsync()
    {
        var (methodId, baseId) = (await MethodAsync(), await BaseAsync());
        var known = (await TeachersAsync()).ToDictionary(teacher => teacher.StaffNumber);
        var applied = (await ApplicationsAsync()).ToLookup(application => application.TeacherId);
        await ForAllAsync(Enumerable.Range(1, teachers.InScope), async number =>
        {
            var teacher = known.GetValueOrDefault(StaffNumber(number)) ?? await Office.RegisterTeacherAsync(new()
            {
                StaffNumber = StaffNumber(number),
                Category = "specialist",
                EmployedFrom = teachers.EmployedFrom,
                Unit = Unit,
                Person = number == 1 ? teachers.Person : null,
            });
            if (number > teachers.Certified) return;
            var application = applied[teacher.Id].FirstOrDefault() ?? await Office.DraftApplicationAsync(teacher.Id, new()
            {
                MethodId = methodId,
                Level = new Random(sample.Illustrative.Seed + number).Next(3) switch { 0 => "junior", 1 => "intermediate", _ => "senior" },
                Evidence = [Practice(baseId, Submitted.AddYears(-2), Submitted.AddYears(-2).AddDays(recognised.PracticeDays - 1))],
            });
            if (application.State != "draft") return;
            await ConfirmAsync(application);
            await Office.SubmitApplicationAsync(application.Id, new() { SubmittedOn = Submitted });
        });

        // Others may have applied as well, whose panel has not met.
        var meant = Enumerable.Range(1, teachers.Certified).Select(StaffNumber).ToHashSet();
        var certifying = (await TeachersAsync()).Where(teacher => meant.Contains(teacher.StaffNumber));
        var theirs = certifying.Select(teacher => teacher.Id).ToHashSet();
        async Task<IReadOnlyList<Application>> InStateAsync(string state) =>
            [.. (await ApplicationsAsync(state)).Where(application => theirs.Contains(application.TeacherId))];
        var submitted = await InStateAsync("submitted");
        if (submitted.Count > 0) await Office.BeginReviewAsync(new() { ApplicationIds = IdsOf(submitted) });
        var underReview = await InStateAsync("under-review");
        var granted = new RecordDecisionRequest { Votes = Votes, DecidedOn = Decided, Grounds = "Illustrative." };
        var undecided = underReview.Where(application => application.Outcome is null);
        await ForAllAsync(undecided, application => Office.RecordDecisionAsync(application.Id, granted));
        if (underReview.Count > 0) await Office.PublishNoticeAsync(new() { ApplicationIds = IdsOf(underReview), PublishedOn = Published });
        foreach (var notice in (await InStateAsync("public-notice")).Select(application => application.NoticeId!.Value).Distinct())
        {
            await Office.IssueCertificatesAsync(notice, new() { IssuedOn = Issued });
        }
    }

    /// <summary>A month later a certificate is revoked, from a day of the month before on.</summary>
    public async Task RevokeAsync()
    {
        await clients.FollowClockAsync();
        if (await RevokedOnAsync() is { } revokedOn)
        {
            await clients.LiveUntilAsync(EndOfMonth(revokedOn).AddDays(10));
            return;
        }
        var monthsEnd = EndOfMonth(today.Value);
        await clients.LiveUntilAsync(monthsEnd.AddDays(10));
        var certificate = (await Office.ListCertificatesAsync(state: "certified", limit: Clients.PageSize)).Items[0];
        await Office.RevokeCertificateAsync(certificate.Id, new() { RevokedOn = monthsEnd, Reason = "Illustrative." });
    }

    /// <summary>Practice at a base that was not approved yet earns nothing: nobody ran it, so nobody confirms the days (D17).</summary>
    public async Task BeRefusedAsync()
    {
        var teacher = (await TeachersAsync()).FirstOrDefault(known => known.StaffNumber == StaffNumber(teachers.Certified + 1))
            ?? throw new JourneyException("There is no teacher without a certificate.");
        var period = recognised.PracticeBeforeApproval;
        var application = (await ApplicationsAsync("draft")).FirstOrDefault(known => known.TeacherId == teacher.Id)
            ?? await Office.DraftApplicationAsync(teacher.Id, new()
            {
                MethodId = await MethodAsync(),
                Level = "junior",
                Evidence = [Practice(await BaseAsync(), period.From, period.Until)],
            });
        await refusals.ExpectAsync(
            "D17", "a teacher applies with practice before the base was approved, which nobody there confirms",
            () => Office.SubmitApplicationAsync(application.Id, new() { SubmittedOn = period.Until.AddYears(1) }));
    }

    // Who runs the base confirms what a teacher states there, as soon as the base is known to faculty: what is only stated does not count
    // (D17).
    private async Task ConfirmAsync(Application application)
    {
        if (application.Evidence[0] is not { Confirmation: null, From: { } from, Until: { } until }) return;
        await clients.Faculty(recognised.Base.Parties[0])
            .ConfirmPracticeAsync(application.Id, 0, new() { Attended = [new() { From = from, Until = until }] });
    }

    /// <summary>The ratio now, at the end of the month of the revocation as it is known now, and as it was known then.</summary>
    public async Task<IReadOnlyList<DualQualifiedRatioFigure>> RatiosAsync(string reader)
    {
        var then = EndOfMonth(await RevokedOnAsync() ?? throw new JourneyException("No certificate is revoked."));
        var (faculty, office) = (clients.Faculty(reader), teachers.Institution);
        return
        [
            await faculty.DualQualifiedRatioAsync(office),
            await faculty.DualQualifiedRatioAsync(office, asOf: then),
            await faculty.DualQualifiedRatioAsync(office, asOf: then, knownOn: then),
        ];
    }

    private async Task<DateOnly?> RevokedOnAsync() =>
        (await Office.ListCertificatesAsync(state: "revoked")).Items is [var revoked, ..] ? revoked.RevokedOn : null;

    private async Task<Guid> MethodAsync() =>
        (await Office.ListMethodsAsync(owner: teachers.Institution, state: "published")).Items is [var method, ..]
        ? method.Id
        : throw new JourneyException($"{teachers.Institution} has no method in force.");

    private async Task<Guid> BaseAsync() =>
        (await FindBaseAsync(clients.Partnership(teachers.Institution)))?.Id
        ?? throw new JourneyException("There is no base to practise at.");

    private async Task<Base?> FindBaseAsync(IndustryPartnershipClient reader) =>
        (await Clients.ListAsync((size, next) => reader.ListBasesAsync(limit: size, cursor: next), page => page.Items))
        .FirstOrDefault(known => known.Name == recognised.Base.Name);

    private Task<IReadOnlyList<Teacher>> TeachersAsync() =>
        Clients.ListAsync((size, next) => Office.ListTeachersAsync(limit: size, cursor: next), page => page.Items);

    private Task<IReadOnlyList<Application>> ApplicationsAsync(string? state = null) =>
        Clients.ListAsync((size, next) => Office.ListApplicationsAsync(state, limit: size, cursor: next), page => page.Items);

    private string StaffNumber(int number) => $"{teachers.Institution}-{number:0000}";

    private static IReadOnlyList<Guid> IdsOf(IEnumerable<Application> applications) =>
        [.. applications.Select(application => application.Id)];

    private static EvidenceItem Practice(Guid baseId, DateOnly from, DateOnly until) =>
        new() { Kind = "practice", BaseId = baseId, From = from, Until = until };

    private static DateOnly EndOfMonth(DateOnly date) => new DateOnly(date.Year, date.Month, 1).AddMonths(1).AddDays(-1);

    private static Task ForAllAsync<T>(IEnumerable<T> items, Func<T, Task> act) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = InParallel }, async (item, _) => await act(item));
}

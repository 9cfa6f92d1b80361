using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne.Steps;

/// <summary>What the parties run together: a consortium (S16, D24), a base (S17, D25), projects with an enterprise (S19), and the practice
/// of a teacher at the base (D17).</summary>
internal sealed class Cooperations(Clients clients, Sample sample, Refusals refusals)
{
    private readonly Sample.Practised practised = sample.Illustrative.Practice;
    private FacultyCertificationClient Office => clients.Faculty(sample.Illustrative.Teachers.Institution);

    public async Task FoundConsortiumAsync()
    {
        var wanted = sample.Cooperation.Consortium;
        var lead = clients.Partnership(wanted.Leads[0]);
        var consortium = await FindConsortiumAsync(lead) ?? await lead.ProposeConsortiumAsync(new()
        {
            Name = wanted.Name,
            Field = wanted.Field,
            Purpose = wanted.Purpose,
            Leads = wanted.Leads,
            Members = [],
        });
        if (consortium.State == "proposed")
        {
            foreach (var member in Awaited(consortium.Members)) await clients.Partnership(member).JoinConsortiumAsync(consortium.Id, new());
            consortium = await lead.FoundConsortiumAsync(consortium.Id, new());
        }
        if (consortium.Tags.Measures.Count == 0) await lead.TagConsortiumAsync(consortium.Id, consortium.Version, Serving(wanted.Measures));
    }

    public async Task ApproveBaseAsync()
    {
        var wanted = sample.Illustrative.PracticeBase;
        var author = clients.Partnership(wanted.Parties[0]);
        var site = await FindBaseAsync() ?? await author.ProposeBaseAsync(new()
        {
            Name = wanted.Name,
            Parties = wanted.Parties,
            Field = wanted.Field,
            Skills = wanted.Skills,
            Capacity = wanted.Capacity,
            ValidFrom = wanted.ValidFrom,
            ValidUntil = wanted.ValidUntil,
        });
        if (site.State == "proposed")
        {
            // They have run it since its first day; that is recorded late, as its approval is.
            foreach (var member in Awaited(site.Members))
            {
                await clients.Partnership(member).JoinBaseAsync(site.Id, new() { JoinedOn = wanted.ValidFrom });
            }
            site = await clients.Partnership("authority").ApproveBaseAsync(site.Id, new() { ApprovedOn = wanted.ValidFrom });
        }
        if (site.Tags.Measures.Count == 0) await author.TagBaseAsync(site.Id, site.Version, Serving(wanted.Measures));
    }

    public async Task StartProjectsAsync()
    {
        foreach (var wanted in sample.Illustrative.Projects)
        {
            var author = clients.Partnership(wanted.Parties[0]);
            var known = await Clients.ListAsync((size, next) => author.ListProjectsAsync(limit: size, cursor: next), page => page.Items);
            var project = known.FirstOrDefault(known => known.Title == wanted.Title) ?? await author.ProposeProjectAsync(new()
            {
                Title = wanted.Title,
                Description = wanted.Description,
                Parties = wanted.Parties,
                StartsOn = wanted.StartsOn,
                EndsOn = wanted.EndsOn,
                Milestones = wanted.Milestones,
            });
            if (project.State == "proposed")
            {
                foreach (var member in Awaited(project.Members)) await clients.Partnership(member).JoinProjectAsync(project.Id, new());
                project = await author.StartProjectAsync(project.Id, new());
            }
            if (project.Tags.Measures.Count == 0) await author.TagProjectAsync(project.Id, project.Version, Serving(wanted.Measures));
        }
    }

    public async Task TagAgreementsAsync()
    {
        foreach (var wanted in sample.Cooperation.Agreements)
        {
            var party = clients.Partnership(wanted.Parties[0]);
            var known = await Clients.ListAsync(
                (size, next) => party.ListAgreementsAsync(state: "active", limit: size, cursor: next), page => page.Items);
            var agreement = known.FirstOrDefault(known => known.Title == wanted.Title)
                ?? throw new JourneyException($"\"{wanted.Title}\" is not in force.");
            if (agreement.Tags.Measures.Count > 0) continue;
            await party.TagAgreementAsync(agreement.Id, agreement.Version, Serving(wanted.Measures));
        }
    }

    /// <summary>A teacher asks for days before the base was approved, then from the day on that is named; attends, and the days
    /// count.</summary>
    public async Task PractiseAsync()
    {
        var site = await FindBaseAsync() ?? throw new JourneyException("There is no base to practise at.");
        var host = clients.Partnership(sample.Illustrative.PracticeBase.Parties[^1]);
        var teacher = await TeacherAsync();
        var bookings = (await Office.ListPracticeBookingsAsync(teacherId: teacher.Id)).Items;
        if (bookings.Any(known => known.State == "completed")) return;

        var refused = bookings.FirstOrDefault(known => known.State == "refused")
            ?? await BookAsync(teacher, site, sample.Illustrative.PracticeBase.ValidFrom.AddDays(-1));
        if (refused is not { State: "refused", EarliestFrom: { } earliest })
        {
            throw new JourneyException("A seat was reserved before the base was approved.");
        }
        var booked = bookings.FirstOrDefault(known => known.State == "reserved") ?? await BookAsync(teacher, site, earliest);
        var practice = await host.GetTeacherPracticeAsync(booked.Id);
        await host.RecordAttendanceAsync(
            booked.Id, practice.Version, new() { Attended = [new() { From = booked.From, Until = booked.Until }] });
        await host.CompleteTeacherPracticeAsync(booked.Id);
        await AnsweredAsync(booked, "completed");

        var methods = await Office.ListMethodsAsync(owner: teacher.Institution, state: "published");
        if (methods.Items is not [var method, ..]) throw new JourneyException($"{teacher.Institution} has no method in force.");
        var application = await Office.DraftApplicationAsync(teacher.Id, new()
        {
            MethodId = method.Id,
            Level = "junior",
            Evidence = [new() { Kind = "practice", BookingId = booked.Id }],
        });
        await Office.SubmitApplicationAsync(application.Id, new());
    }

    public async Task BeRefusedAsync()
    {
        var enterprise = sample.Cooperation.Consortium.Leads[^1];
        var consortium = await FindConsortiumAsync(clients.Partnership(enterprise))
            ?? throw new JourneyException("There is no consortium.");
        await refusals.ExpectAsync(
            "D24", $"{enterprise} leaves the consortium, whose only enterprise it is",
            () => clients.Partnership(enterprise).LeaveConsortiumAsync(consortium.Id, new() { Reason = "Illustrative." }));
    }

    /// <summary>What there is, as others see it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(string reader)
    {
        var partnership = clients.Partnership(reader);
        var consortium = await FindConsortiumAsync(partnership);
        var skill = sample.Illustrative.PracticeBase.Skills[0];
        var projects = (await partnership.ListProjectsAsync(state: "active", party: sample.Illustrative.Enterprise)).Items;
        var applications = (await Office.ListApplicationsAsync(teacherId: (await TeacherAsync()).Id)).Items;
        var measures = 0;
        foreach (var measure in Contracts.Measure.All)
        {
            var bases = await partnership.ListBasesAsync(measure: measure);
            if (bases.Items.Count > 0 || (await partnership.ListProjectsAsync(measure: measure)).Items.Count > 0) measures++;
        }
        var founded = consortium is { State: "founded" } ? consortium.Members : [];
        return new Dictionary<string, int>
        {
            ["leads of the consortium"] = founded.Count(member => member.Role == "lead"),
            ["bases where UAV operation is trained"] = (await partnership.ListBasesAsync(skill: skill)).Items.Count,
            ["projects with one enterprise"] = projects.Count,
            ["milestones"] = projects.Sum(project => project.Milestones.Count),
            ["measures that find something"] = measures,
            ["days of practice that count"] = applications.Sum(application => application.DaysCounted ?? 0),
        };
    }

    private async Task<Consortium?> FindConsortiumAsync(IndustryPartnershipClient reader) =>
        (await Clients.ListAsync((size, next) => reader.ListConsortiaAsync(limit: size, cursor: next), page => page.Items))
        .FirstOrDefault(known => known.Name == sample.Cooperation.Consortium.Name);

    private async Task<Base?> FindBaseAsync()
    {
        var (wanted, party) = (sample.Illustrative.PracticeBase, clients.Partnership(sample.Illustrative.PracticeBase.Parties[0]));
        return (await Clients.ListAsync((size, next) => party.ListBasesAsync(limit: size, cursor: next), page => page.Items))
            .FirstOrDefault(known => known.Name == wanted.Name);
    }

    private async Task<Teacher> TeacherAsync() =>
        (await Clients.ListAsync((size, next) => Office.ListTeachersAsync(limit: size, cursor: next), page => page.Items))
        .FirstOrDefault(known => known.StaffNumber == practised.StaffNumber)
        ?? throw new JourneyException($"There is no teacher {practised.StaffNumber}.");

    private async Task<PracticeBooking> BookAsync(Teacher teacher, Base site, DateOnly from) => await AnsweredAsync(
        await Office.RequestPracticeAsync(teacher.Id, new() { BaseId = site.Id, From = from, Until = from.AddDays(practised.Days - 1) }),
        "reserved", "refused");

    private Task<PracticeBooking> AnsweredAsync(PracticeBooking booking, params string[] states) => Clients.UntilAsync(
        "the answer about a seat",
        async () => await Office.GetPracticeBookingAsync(booking.Id) is var answered && states.Contains(answered.State) ? answered : null);

    /// <summary>All that are named and have not accepted yet.</summary>
    private static IEnumerable<string> Awaited(IEnumerable<Member> members) =>
        members.Where(member => member.JoinedOn is null).Select(member => member.Organisation);

    private static Tags Serving(IReadOnlyList<string> measures) => new() { Measures = measures, Strategies = [] };
}

using VocationalPlatform.Client.IndustryPartnership;

namespace Portal.Tests;

/// <summary>What others do before a test's own user comes, through the API.</summary>
internal static class Preparing
{
    private static readonly string Scan = new('a', 64);

    public static Task EnrolAsync(this PortalSite site, string person, string number) => site.Enrolling("bpc").EnrollLearnerAsync(new()
    {
        StudentNumber = number,
        BirthDate = new(2006, 5, 1),
        Cohort = 2024,
        FromMajor = "460301",
        ToInstitution = "ncut",
        ToMajor = "080204",
        Person = person,
        EnrolledOn = new(2024, 9, 1),
    });

    /// <summary>Another slot like the sample's first.</summary>
    public static async Task<Guid> OpenSlotAsync(this PortalSite site, string title, int capacity, DateOnly? startsOn)
    {
        var (id, sample) = await site.SubmitSlotAsync(title, capacity, startsOn);
        await site.Partnership("bpc").ApproveSlotAsync(
            id, new() { InstitutionAttestation = sample.Terms.Attestation! with { By = "Example Coordinator" } });
        return (await site.Partnership("dji").OpenSlotAsync(id)).Id;
    }

    /// <summary>A slot like the sample's first, which waits for an approval, and the sample's.</summary>
    public static async Task<(Guid Id, Slot Sample)> SubmitSlotAsync(
        this PortalSite site, string title, int capacity = 1, DateOnly? startsOn = null)
    {
        var works = site.Partnership("dji");
        var slots = (await works.ListSlotsAsync(enterprise: "dji", limit: 200)).Items;
        var sample = await works.GetSlotAsync(slots.First(slot => slot.Title == "UAV assembly and test flight").Id);
        var first = startsOn ?? sample.StartsOn;
        var last = first.AddMonths(6);
        var draft = await works.DraftSlotAsync(new()
        {
            Title = title,
            PostKind = sample.PostKind,
            Capacity = capacity,
            StartsOn = first,
            EndsOn = last,
            Terms = sample.Terms with { Insurance = sample.Terms.Insurance! with { From = first, Until = last } },
        });
        await works.SubmitSlotAsync(draft.Id);
        return (draft.Id, sample);
    }

    /// <summary>A placement of a learner that waits for the guardian, and the link that the school got.</summary>
    public static async Task<(Guid Placement, string Url)> AskGuardianAsync(this PortalSite site, string person)
    {
        var placement = await site.PlaceAsync(person, one => one.SlotId);
        return (placement.Id, (await site.Partnership("bpc").MakeGuardianLinkAsync(placement.Id, new())).Url!);
    }

    /// <summary>A placement that was stopped on its first day, and the link for its mentor.</summary>
    public static async Task<(Guid Placement, string Url)> AskMentorAsync(this PortalSite site, string person)
    {
        var school = site.Partnership("bpc");
        var placement = await site.BeginAsync(person);
        await school.StopPlacementAsync(placement.Id, new() { StoppedOn = placement.StartedOn!.Value, Reason = "For the test." });
        return (placement.Id, (await school.MakeAssessmentLinkAsync(placement.Id, new())).Url!);
    }

    /// <summary>A placement under way that is to have another mentor, and the link for the guardian's answer.</summary>
    public static async Task<(Guid Placement, Guid Change, string Url)> AskAboutChangeAsync(this PortalSite site, string person)
    {
        var school = site.Partnership("bpc");
        var placement = await site.BeginAsync(person);
        var change = await school.ProposePlacementChangeAsync(
            placement.Id,
            new() { Reason = "For the test.", Mentor = "mentor-0003", EffectiveOn = placement.StartedOn!.Value.AddDays(1) });
        return (placement.Id, change.Id, (await school.MakeGuardianMoveLinkAsync(placement.Id, change.Id, new())).Url!);
    }

    /// <summary>A placement under way.</summary>
    public static async Task<Placement> BeginAsync(this PortalSite site, string person)
    {
        var placed = await site.PlaceAsync(person, one => one.BegunSlotId);
        var (id, hash, starts) = (placed.Id, placed.TextHash!, placed.StartsOn);
        var (school, works, self) = (site.Partnership("bpc"), site.Partnership("dji"), site.Partnership(person));
        await self.ConsentToPlacementAsync(id, new());
        await school.RecordGuardianConsentAsync(id, new() { DocumentHash = Scan, SignedOn = starts });
        foreach (var party in new[] { school, works, self }) await party.SignPlacementAsync(id, new() { TextHash = hash });
        await works.NameMentorAsync(id, new() { Person = "mentor-0002" });
        return await school.StartPlacementAsync(id, new());
    }

    private static async Task<Placement> PlaceAsync(this PortalSite site, string person, Func<PortalSite, Guid> slot)
    {
        await site.ReadyAsync();
        var learner = (await site.Enrolling(person).ListLearnersAsync()).Items.Single();
        var application = await site.Partnership(person).ApplyForSlotAsync(slot(site), new() { LearnerId = learner.Id });
        await site.Partnership("dji").OfferPlaceAsync(application.Id, new());
        return await site.Partnership(person).AcceptOfferAsync(application.Id);
    }

    /// <summary>A teacher's draft of an application, with enough practice that the base has confirmed.</summary>
    public static async Task<(Guid Teacher, Guid Application)> DraftApplicationAsync(
        this PortalSite site, string staffNumber, string? person)
    {
        await site.ReadyAsync();
        var office = site.Faculty("bpc");
        var method = (await office.ListMethodsAsync(owner: "bpc", state: "published")).Items[0];
        var bases = (await site.Partnership("bpc").ListBasesAsync(state: "active", limit: 200)).Items;
        var place = bases.First(one => one.Field == "5G engineering");
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        var (from, until) = (today.AddDays(-300), today.AddDays(-60));
        var teacher = await office.RegisterTeacherAsync(new()
        {
            StaffNumber = staffNumber,
            Category = "specialist",
            EmployedFrom = new(2020, 9, 1),
            Unit = "mechatronics",
            Person = person,
        });
        var application = await office.DraftApplicationAsync(teacher.Id, new()
        {
            MethodId = method.Id,
            Level = "junior",
            Evidence = [new() { Kind = "practice", BaseId = place.Id, From = from, Until = until }],
        });
        await site.Faculty(place.Parties[0]).ConfirmPracticeAsync(
            application.Id, 0, new() { Attended = [new() { From = from, Until = until }] });
        return (teacher.Id, application.Id);
    }
}

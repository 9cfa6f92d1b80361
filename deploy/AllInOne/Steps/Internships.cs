using System.Text.Json;
using System.Text.Json.Nodes;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne.Steps;

/// <summary>Slots that are opened where they are lawful (D27, D28, D33–D35) and as far as the enterprise's staff allows (D29), and a
/// learner's way from the application to the credit (D31, D32, D37–D40).</summary>
internal sealed class Internships(Clients clients, Sample sample, Refusals refusals)
{
    /// <summary>The local client of the learner whose internship is followed: the cohort's first.</summary>
    private const string Follower = "learner-2019";

    /// <summary>The local client of the enterprise's mentor, and the person of its tokens.</summary>
    private const string Mentor = "mentor-dji";
    private const string MentorPerson = "mentor-0002";

    private readonly Sample.Illustrated illustrative = sample.Illustrative;
    private readonly Sample.Followed cohort = sample.Illustrative.Cohort;
    private readonly Sample.Days days = sample.Illustrative.Cohort.Days;
    private string From => sample.Cooperation.FromInstitution;
    private string Enterprise => illustrative.Enterprise;
    private IndustryPartnershipClient School => clients.Partnership(From);
    private IndustryPartnershipClient Works => clients.Partnership(Enterprise);
    private IndustryPartnershipClient Self => clients.Partnership(Follower);

    /// <summary>The slots that are open now, for whoever tries the platform.</summary>
    public async Task OpenPresentSlotsAsync(DateOnly today)
    {
        await StateStaffAsync();
        if ((await School.ListAgreementTemplatesAsync()).Items.Count == 0)
        {
            await School.KeepAgreementTemplateAsync(new() { Clauses = illustrative.AgreementClauses });
        }
        foreach (var wanted in illustrative.Slots)
        {
            var slot = await ApprovedAsync(Draft(wanted, today.AddMonths(1), today.AddMonths(7), today));
            if (slot.State == "approved") await OpenAsync(slot);
        }
    }

    /// <summary>
    /// The slots of the cohort's internship: one breaks five rules, and is submitted with the changes that they name; one is refused, and
    /// submitted with the largest capacity
    /// that passes; one more finds no room.
    /// </summary>
    public async Task OfferAsync()
    {
        await clients.LiveUntilAsync(days.SlotsOpened);
        var unlawful = With(Draft(cohort.SlotBeside), new JsonObject { ["terms"] = illustrative.UnlawfulTerms.DeepClone() });
        var beside = await DraftedAsync(unlawful);
        if (beside.State == "draft") await OpenMendedAsync(beside, unlawful);

        var slot = await DraftedAsync(Draft(cohort.SlotOverHeadcount));
        if (slot.State == "draft")
        {
            var refusal = await refusals.ExpectAsync(
                "D29", $"{Enterprise} submits a slot of {cohort.SlotOverHeadcount.Capacity} interns", () => Works.SubmitSlotAsync(slot.Id));
            var wanted = cohort.SlotOverHeadcount with { Capacity = refusal.Problem.Change!.Value.GetProperty("capacity").GetInt32() };
            await Works.EditSlotAsync(slot.Id, slot.Version, Written(Draft(wanted)));
            await OpenAsync(await ApprovedAsync(Draft(wanted)));
            refusal.Mended = $"opened with {wanted.Capacity}";
        }
        var tooMany = await DraftedAsync(Draft(cohort.SlotTooMany));
        await refusals.ExpectAsync(
            "D29", $"{Enterprise} submits another slot of {cohort.SlotTooMany.Capacity} for the same time",
            () => Works.SubmitSlotAsync(tooMany.Id));
    }

    private async Task OpenMendedAsync(Slot slot, JsonObject draft)
    {
        var refused = await refusals.ExpectAllAsync(
            [
                ("D27", $"{Enterprise} submits a slot for learners of 15"),
                ("D28", $"{Enterprise} submits a slot of ten hours a day"),
                ("D33", $"{Enterprise} submits a slot with less than the least pay"),
                ("D34", $"{Enterprise} submits a slot without attesting that it asks for no deposit"),
                ("D35", $"{Enterprise} submits a slot whose insurance learners pay for"),
            ],
            () => Works.SubmitSlotAsync(slot.Id));
        var mended = refused.Aggregate(draft, (mending, refusal) =>
            With(mending, JsonSerializer.SerializeToNode(refusal.Problem.Change)!.AsObject()));
        await Works.EditSlotAsync(slot.Id, slot.Version, Written(mended));
        await OpenAsync(await ApprovedAsync(mended));
        foreach (var refusal in refused) refusal.Mended = "opened with the changes of all five";
    }

    public async Task PlaceAsync()
    {
        var (learner, slot) = (await FollowedAsync(), await FindAsync(cohort.SlotOverHeadcount));
        var offered = await OfferedAsync(learner, slot);
        if (offered.State == "offered") await Self.AcceptOfferAsync(offered.Id);
        if (learner.State != "graduated")
        {
            var beside = await OfferedAsync(learner, await FindAsync(cohort.SlotBeside));
            await refusals.ExpectAsync(
                "D38", "the learner accepts a second offer for the same time", () => Self.AcceptOfferAsync(beside.Id));
        }

        var placement = await PlacementAsync(learner, slot);
        var id = placement.Id;
        var signature = new SignPlacementRequest { TextHash = placement.TextHash! };
        if (placement.State == "awaiting-consent")
        {
            var refusal = await refusals.ExpectAsync(
                "D32", $"{From} signs before the learner and a guardian have consented", () => School.SignPlacementAsync(id, signature));
            if (placement.Consents.Count == 0) await Self.ConsentToPlacementAsync(id, new());
            var paper = new ConsentToPlacementGuardianRequest { DocumentHash = illustrative.ScanHash, SignedOn = days.SlotsOpened };
            placement = await School.RecordGuardianConsentAsync(id, paper);
            refusal.Mended = "the learner and a guardian consented";
        }
        if (placement.State == "awaiting-signatures")
        {
            var signed = placement.Signatures.Select(given => given.By);
            foreach (var party in new[] { From, Enterprise }.Except(signed))
            {
                await clients.Partnership(party).SignPlacementAsync(id, signature);
            }
            await clients.LiveUntilAsync(days.InternshipFrom);
            var refusal = await refusals.ExpectAsync(
                "D31", $"{From} starts the placement with two of three signatures", () => School.StartPlacementAsync(id, new()));
            placement = await Self.SignPlacementAsync(id, signature);
            refusal.Mended = "the learner signed";
        }
        await clients.LiveUntilAsync(days.InternshipFrom);
        if (placement.State == "ready") await School.StartPlacementAsync(id, new());
    }

    public async Task CompleteAsync()
    {
        await clients.LiveUntilAsync(days.InternshipUntil);
        var learner = await FollowedAsync();
        var placement = await PlacementAsync(learner, await FindAsync(cohort.SlotOverHeadcount));
        if (placement.State == "active") await CompleteAsync(placement);
        var college = clients.Enrolling(From);
        await Clients.UntilAsync(
            "The credit", async () => (await college.ListCreditsAsync(learner.Id)).Items is [var credit, ..] ? credit : null);
    }

    private async Task CompleteAsync(Placement placement)
    {
        var completion = new CompletePlacementRequest { CompletedOn = days.InternshipUntil, Grade = illustrative.Placement.Grade };
        if (placement.Mentor is null) await Works.NameMentorAsync(placement.Id, new() { Person = MentorPerson });
        var last = await LogAsync(placement.Id);
        if (last.State == "written")
        {
            var refusal = await refusals.ExpectAsync(
                "D39", $"{From} completes the placement before the mentor has signed the last week of its logbook",
                () => School.CompletePlacementAsync(placement.Id, completion));
            await SignAsync(last);
            refusal.Mended = "the mentor signed";
        }
        await School.CompletePlacementAsync(placement.Id, completion);
    }

    /// <summary>The learner writes eight hours on each weekday of the first weeks, and the mentor signs all but the last one; those of a
    /// public holiday will not count.</summary>
    private async Task<LogbookEntry> LogAsync(Guid placement)
    {
        var weeks = await Clients.ListAsync((size, next) => Self.ListLogbookAsync(placement, size, next), page => page.Items);
        var written = weeks.ToDictionary(entry => entry.WeekOf);
        LogbookEntry? last = null;
        foreach (var monday in Enumerable.Range(0, illustrative.Placement.Weeks).Select(week => days.InternshipFrom.AddDays(7 * week)))
        {
            if (last is { State: "written" }) await SignAsync(last);
            last = written.GetValueOrDefault(monday)
                ?? await Self.WriteLogbookAsync(placement, new() { WeekOf = monday, Days = WorkOf(monday) });
        }
        return last!;
    }

    private static IReadOnlyList<LogbookDay> WorkOf(DateOnly monday) =>
    [
        .. Enumerable.Range(0, 5)
            .Select(day => new LogbookDay { Date = monday.AddDays(day), Hours = 8, Work = "Assembly and test flights." }),
    ];

    private Task<LogbookEntry> SignAsync(LogbookEntry entry) =>
        clients.Partnership(Mentor).SignLogbookAsync(entry.PlacementId, $"{entry.WeekOf:O}", new() { Version = entry.Version });

    /// <summary>What led to the internship that is followed and became of it, across the services (S21), oldest first.</summary>
    public async Task<IReadOnlyList<ReadTimelineEntry>> TimelineAsync()
    {
        var placement = await PlacementAsync(await FollowedAsync(), await FindAsync(cohort.SlotOverHeadcount));
        return (await School.GetPlacementTimelineAsync(placement.Id)).Entries;
    }

    /// <summary>The credit of the learner whose internship is followed, as the learner sees it.</summary>
    public async Task<IReadOnlyList<ReadLearnersCredit>> CreditsAsync() =>
        (await clients.Enrolling(Follower).ListCreditsAsync((await FollowedAsync()).Id)).Items;

    private async Task<Slot> FindAsync(Sample.Slot wanted) =>
        await FindAsync(wanted.Title) ?? throw new JourneyException($"There is no slot \"{wanted.Title}\".");

    private async Task<Slot?> FindAsync(string title) =>
        (await Clients.ListAsync(
            (size, next) => Works.ListSlotsAsync(enterprise: Enterprise, limit: size, cursor: next), page => page.Items))
        .FirstOrDefault(slot => slot.Title == title);

    private async Task<Learner> FollowedAsync() => (await clients.Enrolling(Follower).ListLearnersAsync()).Items.Single();

    private async Task<Application> OfferedAsync(Learner learner, Slot slot)
    {
        // Whoever placed the learner sees it ever after; the learner's token is the university's from the transfer on (D5).
        var application = (await School.ListApplicationsAsync(slot.Id, learner.Id)).Items is [var known, ..]
            ? known
            : await Self.ApplyForSlotAsync(slot.Id, new() { LearnerId = learner.Id });
        return application.State is "submitted" or "lapsed" ? await Works.OfferPlaceAsync(application.Id, new()) : application;
    }

    private async Task<Placement> PlacementAsync(Learner learner, Slot slot) =>
        (await School.ListPlacementsAsync(slot.Id, learner.Id)).Items is [var placement, ..]
        ? placement
        : throw new JourneyException("The learner is not placed.");

    private async Task StateStaffAsync()
    {
        var stated = (await Works.ListStaffCountsAsync(Enterprise)).Items;
        foreach (var count in illustrative.Staff.Where(count => stated.All(there => there.PostKind != count.PostKind)))
        {
            await Works.RecordStaffCountAsync(
                Enterprise, new() { PostKind = count.PostKind, Staff = count.Staff, EffectiveOn = illustrative.StaffSince });
        }
    }

    private async Task<Slot> ApprovedAsync(JsonObject wanted)
    {
        var slot = await DraftedAsync(wanted);
        if (slot.State == "draft") slot = await Works.SubmitSlotAsync(slot.Id);
        if (slot.State != "submitted") return slot;
        var attested = Written(wanted).Terms.Attestation! with { By = illustrative.InstitutionAttests };
        return await School.ApproveSlotAsync(slot.Id, new() { InstitutionAttestation = attested });
    }

    private async Task<Slot> DraftedAsync(JsonObject wanted) =>
        await FindAsync(wanted["title"]!.GetValue<string>()) ?? await Works.DraftSlotAsync(Written(wanted));

    // What the sample states and refusals change is JSON.
    private static WriteSlotRequest Written(JsonObject draft) => draft.Deserialize<WriteSlotRequest>(ApiJson.Options)!;

    private JsonObject Draft(Sample.Slot wanted) => Draft(wanted, days.InternshipFrom, days.InternshipUntil, days.SlotsOpened);

    // What every slot states, with its own days.
    private JsonObject Draft(Sample.Slot wanted, DateOnly startsOn, DateOnly endsOn, DateOnly attestedOn) => JsonSerializer.SerializeToNode(
        new
        {
            wanted.Title,
            wanted.PostKind,
            wanted.Capacity,
            startsOn,
            endsOn,
            terms = With(illustrative.SlotTerms, JsonSerializer.SerializeToNode(
                new { wanted.Majors, insurance = new { from = startsOn, until = endsOn }, attestation = new { on = attestedOn } },
                JsonSerializerOptions.Web)!.AsObject()),
        },
        JsonSerializerOptions.Web)!.AsObject();

    // Members of members are changed one by one.
    private static JsonObject With(JsonObject draft, JsonObject change)
    {
        var changed = draft.DeepClone().AsObject();
        foreach (var (name, value) in change) changed[name] = value is JsonObject inner && changed[name] is JsonObject there
            ? With(there, inner)
            : value?.DeepClone();
        return changed;
    }

    private Task<Slot> OpenAsync(Slot slot) => Works.OpenSlotAsync(slot.Id);
}

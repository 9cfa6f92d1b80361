using System.Text.Json;
using System.Text.Json.Nodes;
using static AllInOne.Steps.Paths;

namespace AllInOne.Steps;

/// <summary>Slots that are opened where they are lawful (D27, D28, D33–D35) and as far as the enterprise's staff allows (D29), and a learner's way from the application to the credit (D31, D32, D37–D40).</summary>
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

    /// <summary>The slots that are open now, for whoever tries the platform.</summary>
    public async Task OpenPresentSlotsAsync(DateOnly today)
    {
        await StateStaffAsync();
        if ((await clients.ListAsync(From, $"{Partnership}/agreement-templates")).Count == 0)
        {
            await clients.PostAsync(From, $"{Partnership}/agreement-templates", new { clauses = illustrative.AgreementClauses });
        }
        foreach (var wanted in illustrative.Slots)
        {
            var slot = await ApprovedAsync(Draft(wanted, today.AddMonths(1), today.AddMonths(7), today));
            if (slot.IsIn("approved")) await OpenAsync(slot);
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
        if (beside.IsIn("draft")) await OpenMendedAsync(beside, unlawful);

        var slot = await DraftedAsync(Draft(cohort.SlotOverHeadcount));
        if (slot.IsIn("draft"))
        {
            var refusal = await refusals.ExpectAsync(
                "D29", $"{Enterprise} submits a slot of {cohort.SlotOverHeadcount.Capacity} interns", Enterprise,
                $"{Path(slot)}/submission");
            var wanted = cohort.SlotOverHeadcount with { Capacity = refusal.Problem.GetProperty("change").GetProperty("capacity").GetInt32() };
            await clients.PutAsync(Enterprise, Path(slot), slot, Draft(wanted));
            await OpenAsync(await ApprovedAsync(Draft(wanted)));
            refusal.Mended = $"opened with {wanted.Capacity}";
        }
        var tooMany = await DraftedAsync(Draft(cohort.SlotTooMany));
        await refusals.ExpectAsync(
            "D29", $"{Enterprise} submits another slot of {cohort.SlotTooMany.Capacity} for the same time", Enterprise,
            $"{Path(tooMany)}/submission");
    }

    private async Task OpenMendedAsync(JsonElement slot, JsonObject draft)
    {
        var refused = await refusals.ExpectAllAsync(
            [
                ("D27", $"{Enterprise} submits a slot for learners of 15"),
                ("D28", $"{Enterprise} submits a slot of ten hours a day"),
                ("D33", $"{Enterprise} submits a slot with less than the least pay"),
                ("D34", $"{Enterprise} submits a slot without attesting that it asks for no deposit"),
                ("D35", $"{Enterprise} submits a slot whose insurance learners pay for"),
            ],
            Enterprise, $"{Path(slot)}/submission");
        var mended = refused.Aggregate(draft, (mending, refusal) => With(mending, JsonSerializer.SerializeToNode(refusal.Problem.GetProperty("change"))!.AsObject()));
        await clients.PutAsync(Enterprise, Path(slot), slot, mended);
        await OpenAsync(await ApprovedAsync(mended));
        foreach (var refusal in refused) refusal.Mended = "opened with the changes of all five";
    }

    public async Task PlaceAsync()
    {
        var (learner, slot) = (await FollowedAsync(), await FindAsync(cohort.SlotOverHeadcount));
        var offered = await OfferedAsync(learner, slot);
        if (offered.IsIn("offered")) await clients.PostAsync(Follower, $"{Partnership}/applications/{offered.Id()}/acceptance");
        if (!learner.IsIn("graduated"))
        {
            var beside = await OfferedAsync(learner, await FindAsync(cohort.SlotBeside));
            await refusals.ExpectAsync("D38", "the learner accepts a second offer for the same time", Follower, $"{Partnership}/applications/{beside.Id()}/acceptance");
        }

        var placement = await PlacementAsync(learner, slot);
        var path = $"{Partnership}/placements/{placement.Id()}";
        var signature = new { textHash = placement.Text("textHash") };
        if (placement.IsIn("awaiting-consent"))
        {
            var refusal = await refusals.ExpectAsync(
                "D32", $"{From} signs before the learner and a guardian have consented", From, $"{path}/signatures", signature);
            if (placement.GetProperty("consents").GetArrayLength() == 0) await clients.PostAsync(Follower, $"{path}/consent", new { });
            var paper = new { documentHash = illustrative.ScanHash, signedOn = days.SlotsOpened };
            placement = await clients.PostAsync(From, $"{path}/guardian-consent", paper);
            refusal.Mended = "the learner and a guardian consented";
        }
        if (placement.IsIn("awaiting-signatures"))
        {
            var signed = placement.GetProperty("signatures").EnumerateArray().Select(given => given.Text("by")).ToList();
            foreach (var party in new[] { From, Enterprise }.Except(signed)) await clients.PostAsync(party, $"{path}/signatures", signature);
            await clients.LiveUntilAsync(days.InternshipFrom);
            var refusal = await refusals.ExpectAsync("D31", $"{From} starts the placement with two of three signatures", From, $"{path}/start", new { });
            placement = await clients.PostAsync(Follower, $"{path}/signatures", signature);
            refusal.Mended = "the learner signed";
        }
        await clients.LiveUntilAsync(days.InternshipFrom);
        if (placement.IsIn("ready")) await clients.PostAsync(From, $"{path}/start", new { });
    }

    public async Task CompleteAsync()
    {
        await clients.LiveUntilAsync(days.InternshipUntil);
        var learner = await FollowedAsync();
        var placement = await PlacementAsync(learner, await FindAsync(cohort.SlotOverHeadcount));
        if (placement.IsIn("active")) await CompleteAsync(placement, $"{Partnership}/placements/{placement.Id()}");
        await Clients.UntilAsync("The credit", async () => await clients.ListAsync(From, $"{Enrolling}/learners/{learner.Id()}/credits") is { Count: > 0 } credits ? credits : null);
    }

    private async Task CompleteAsync(JsonElement placement, string path)
    {
        var completion = new { completedOn = days.InternshipUntil, illustrative.Placement.Grade };
        if (placement.GetProperty("mentor").ValueKind == JsonValueKind.Null) await clients.PostAsync(Enterprise, $"{path}/mentor", new { person = MentorPerson });
        var last = await LogAsync(path);
        if (last.IsIn("written"))
        {
            var refusal = await refusals.ExpectAsync("D39", $"{From} completes the placement before the mentor has signed the last week of its logbook", From, $"{path}/completion", completion);
            await SignAsync(path, last);
            refusal.Mended = "the mentor signed";
        }
        await clients.PostAsync(From, $"{path}/completion", completion);
    }

    /// <summary>The learner writes eight hours on each weekday of the first weeks, and the mentor signs all but the last one; those of a public holiday will not count.</summary>
    private async Task<JsonElement> LogAsync(string path)
    {
        var written = (await clients.ListAsync(Follower, $"{path}/logbook")).ToDictionary(entry => entry.Text("weekOf"));
        JsonElement? last = null;
        foreach (var monday in Enumerable.Range(0, illustrative.Placement.Weeks).Select(week => days.InternshipFrom.AddDays(7 * week)))
        {
            if (last?.IsIn("written") == true) await SignAsync(path, last.Value);
            last = written.TryGetValue($"{monday:O}", out var entry) ? entry : await clients.PostAsync(
                Follower, $"{path}/logbook", new { weekOf = monday, days = Enumerable.Range(0, 5).Select(day => new { date = monday.AddDays(day), hours = 8, work = "Assembly and test flights." }) });
        }
        return last!.Value;
    }

    private Task<JsonElement> SignAsync(string path, JsonElement entry) => clients.PostAsync(Mentor, $"{path}/logbook/{entry.Text("weekOf")}/signature", new { version = entry.GetProperty("version").GetInt32() });

    /// <summary>What led to the internship that is followed and became of it, across the services (S21), oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> TimelineAsync()
    {
        var placement = await PlacementAsync(await FollowedAsync(), await FindAsync(cohort.SlotOverHeadcount));
        return [.. (await clients.GetAsync(From, $"{Partnership}/placements/{placement.Id()}/timeline")).GetProperty("entries").EnumerateArray()];
    }

    /// <summary>The credit of the learner whose internship is followed, as the learner sees it.</summary>
    public async Task<IReadOnlyList<JsonElement>> CreditsAsync() => await clients.ListAsync(Follower, $"{Enrolling}/learners/{(await FollowedAsync()).Id()}/credits");

    private async Task<JsonElement> FindAsync(Sample.Slot wanted) =>
        await clients.FindAsync(Enterprise, $"{Partnership}/slots?enterprise={Enterprise}", slot => slot.Text("title") == wanted.Title) ?? throw new JourneyException($"There is no slot \"{wanted.Title}\".");

    private async Task<JsonElement> FollowedAsync() => (await clients.ListAsync(Follower, $"{Enrolling}/learners")).Single();

    private async Task<JsonElement> OfferedAsync(JsonElement learner, JsonElement slot)
    {
        // Whoever placed the learner sees it ever after; the learner's token is the university's from the transfer on (D5).
        var application = await clients.FindAsync(From, $"{Partnership}/applications?slotId={slot.Id()}&learnerId={learner.Id()}", _ => true)
            ?? await clients.PostAsync(Follower, $"{Partnership}/slots/{slot.Id()}/applications", new { learnerId = learner.Id() });
        return application.IsIn("submitted") || application.IsIn("lapsed") ? await clients.PostAsync(Enterprise, $"{Partnership}/applications/{application.Id()}/offer", new { }) : application;
    }

    private async Task<JsonElement> PlacementAsync(JsonElement learner, JsonElement slot) =>
        await clients.FindAsync(From, $"{Partnership}/placements?slotId={slot.Id()}&learnerId={learner.Id()}", _ => true)
        ?? throw new JourneyException("The learner is not placed.");

    private async Task StateStaffAsync()
    {
        var counts = $"{Partnership}/organisations/{Enterprise}/staff-counts";
        var stated = await clients.ListAsync(Enterprise, counts);
        foreach (var count in illustrative.Staff.Where(count => stated.All(there => there.GetProperty("postKind").GetString() != count.PostKind)))
        {
            await clients.PostAsync(Enterprise, counts, new { count.PostKind, count.Staff, effectiveOn = illustrative.StaffSince });
        }
    }

    private async Task<JsonElement> ApprovedAsync(JsonObject wanted)
    {
        var slot = await DraftedAsync(wanted);
        if (slot.IsIn("draft")) slot = await clients.PostAsync(Enterprise, $"{Path(slot)}/submission");
        if (!slot.IsIn("submitted")) return slot;
        var attested = wanted["terms"]!["attestation"]!;
        var institutionAttestation = new
        {
            by = illustrative.InstitutionAttests,
            on = attested["on"]!.GetValue<string>(),
            absent = attested["absent"],
        };
        return await clients.PostAsync(From, $"{Path(slot)}/approval", new { institutionAttestation });
    }

    private async Task<JsonElement> DraftedAsync(JsonObject wanted) =>
        await clients.FindAsync(Enterprise, $"{Partnership}/slots?enterprise={Enterprise}", known =>
            known.Text("title") == wanted["title"]!.GetValue<string>())
        ?? await clients.PostAsync(Enterprise, $"{Partnership}/slots", wanted);

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
        foreach (var (name, value) in change) changed[name] = value is JsonObject inner && changed[name] is JsonObject there ? With(there, inner) : value?.DeepClone();
        return changed;
    }

    private Task<JsonElement> OpenAsync(JsonElement slot) => clients.PostAsync(Enterprise, $"{Path(slot)}/opening");

    private static string Path(JsonElement slot) => $"{Partnership}/slots/{slot.Id()}";
}

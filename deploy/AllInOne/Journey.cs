using System.Globalization;
using System.Text.Json;
using Kernel;

namespace AllInOne;

/// <summary>The paper's cooperation, done step by step through the public API. Each step looks first, so that a second time nothing is doubled.</summary>
internal sealed class Journey(Clients clients, Sample sample, Today today)
{
    private const string Partnership = "/industry-partnership/v1";
    private const string Enrolling = "/enrollment/v1";
    private const string Faculty = "/faculty-certification/v1";
    private const int InParallel = 8;

    private static readonly string[] Panel = ["panel-0001", "panel-0002", "panel-0003"];

    private readonly Sample.Illustrated illustrative = sample.Illustrative;
    private string From => sample.Cooperation.FromInstitution;
    private string To => sample.Cooperation.ToInstitution;

    public IReadOnlyList<(string Name, Func<Task> RunAsync)> Steps =>
    [
        ("organisations are registered and verified", RegisterOrganisationsAsync),
        ("agreements are signed by all parties", SignAgreementsAsync),
        ("the six articulations are activated", ActivateArticulationsAsync),
        ("a learner is enrolled", async () => await EnrolLearnerAsync()),
        ("internship slots are approved and opened", OpenSlotsAsync),
        ("the learner is placed, completes, and is credited", PlaceLearnerAsync),
        ("teachers are registered and certified (illustrative)", CertifyTeachersAsync),
    ];

    /// <summary>Does all steps; where what is there does not let one happen, says so, and leaves the platform to whoever changed it.</summary>
    public async Task LoadAsync(TextWriter progress, TextWriter errors)
    {
        foreach (var (index, step) in Steps.Index())
        {
            try
            {
                await step.RunAsync();
                await progress.WriteLineAsync($"  [{index + 1}/{Steps.Count}] {step.Name}");
            }
            catch (Exception error) when (error is JourneyException or HttpRequestException)
            {
                await errors.WriteLineAsync($"The sample is not loaded further, at \"{step.Name}\": {error.Message}");
                return;
            }
        }
        await progress.WriteLineAsync("The paper's cooperation is there. Stop with Ctrl+C.");
    }

    public async Task<JsonElement> AgreementAsync(string kind) =>
        await clients.ListAsync(From, $"{Partnership}/agreements?kind={kind}&state=active") is [var agreement, ..] ? agreement : throw new JourneyException($"{From} has no active agreement of the kind {kind}.");

    public async Task<JsonElement> SlotAsync(Sample.Slot wanted) =>
        (await clients.ListAsync(illustrative.Enterprise, $"{Partnership}/slots?enterprise={illustrative.Enterprise}")).Single(slot => Text(slot, "title") == wanted.Title);

    public async Task<JsonElement> EnrolLearnerAsync()
    {
        var learner = illustrative.Learner;
        var enrolled = (await clients.ListAsync(From, $"{Enrolling}/learners")).FirstOrDefault(known => Text(known, "studentNumber") == learner.StudentNumber);
        return enrolled.ValueKind == JsonValueKind.Object ? enrolled : await clients.PostAsync(From, $"{Enrolling}/learners", new
        {
            learner.StudentNumber,
            birthDate = new DateOnly(learner.Cohort - 18, 1, 1).AddDays(new Random(illustrative.Seed).Next(365)),
            learner.Cohort,
            learner.FromMajor,
            toInstitution = To,
            learner.ToMajor,
            learner.Person,
        });
    }

    /// <summary>A slot that is approved and, with so many places, must not open.</summary>
    public Task<JsonElement> SlotOverHeadcountAsync() => ApprovedSlotAsync(illustrative.SlotOverHeadcount, today.Value, today.Value.AddYears(10));

    /// <summary>An articulation of two institutions that have no agreement.</summary>
    public async Task<JsonElement> ArticulationWithoutAgreementAsync()
    {
        var pair = illustrative.WithoutAgreement;
        var drafted = await clients.ListAsync(To, $"{Enrolling}/articulations?fromInstitution={pair.FromInstitution}&toInstitution={To}");
        return drafted.Count > 0 ? drafted[0] : await clients.PostAsync(To, $"{Enrolling}/articulations", new
        {
            pair.Pathway,
            pair.FromInstitution,
            pair.FromMajor,
            fromMajorName = pair.From,
            toInstitution = To,
            pair.ToMajor,
            toMajorName = pair.To,
            illustrative.InternshipCredits,
        });
    }

    private async Task RegisterOrganisationsAsync()
    {
        var known = (await clients.ListAsync("guest", $"{Partnership}/organisations")).ToDictionary(organisation => Text(organisation, "code"));
        foreach (var wanted in sample.AllOrganisations)
        {
            var isEnterprise = wanted.Kind == "enterprise";
            if (!known.TryGetValue(wanted.Code, out var organisation))
            {
                organisation = await clients.PostAsync(isEnterprise ? wanted.Code : "authority", $"{Partnership}/organisations", new { wanted.Code, wanted.Name, wanted.NameZh, wanted.Kind });
            }
            if (Text(organisation, "state") == "registered") await clients.PostAsync(From, $"{Partnership}/organisations/{wanted.Code}/verification");
            foreach (var unit in wanted.Units.Where(unit => organisation.GetProperty("units").EnumerateArray().All(there => Text(there, "code") != unit.Code)))
            {
                await clients.PostAsync(wanted.Code, $"{Partnership}/organisations/{wanted.Code}/units", unit);
            }
        }
    }

    private async Task SignAgreementsAsync()
    {
        foreach (var wanted in sample.Cooperation.Agreements)
        {
            var author = wanted.Parties[0];
            var agreement = (await clients.ListAsync(author, $"{Partnership}/agreements"))
                .FirstOrDefault(known => Text(known, "title") == wanted.Title && Text(known, "state") is not ("terminated" or "expired"));
            if (agreement.ValueKind != JsonValueKind.Object) agreement = await clients.PostAsync(author, $"{Partnership}/agreements", wanted);
            var path = $"{Partnership}/agreements/{Text(agreement, "id")}";
            if (Text(agreement, "state") == "draft") agreement = await clients.PostAsync(author, $"{path}/proposal");
            var signed = agreement.GetProperty("signatures").EnumerateArray().Select(signature => Text(signature, "organisation")).ToList();
            foreach (var party in wanted.Parties.Except(signed)) await clients.PostAsync(party, $"{path}/signatures", new { textHash = Text(agreement, "textHash") });
        }
    }

    private async Task ActivateArticulationsAsync()
    {
        var agreementId = Text(await AgreementAsync("articulation"), "id");
        var known = await clients.ListAsync(From, $"{Enrolling}/articulations?fromInstitution={From}&toInstitution={To}");
        foreach (var wanted in sample.Cooperation.Articulations)
        {
            var articulation = known.FirstOrDefault(there => Text(there, "fromMajor") == wanted.FromMajor && Text(there, "toMajor") == wanted.ToMajor);
            if (articulation.ValueKind != JsonValueKind.Object) articulation = await DraftArticulationAsync(wanted);
            if (Text(articulation, "state") != "active") await clients.PostAsync(To, $"{Enrolling}/articulations/{Text(articulation, "id")}/activation", new { agreementId });
        }
    }

    private Task<JsonElement> DraftArticulationAsync(Sample.Articulation pair) => clients.PostAsync(From, $"{Enrolling}/articulations", new
    {
        sample.Cooperation.Pathway,
        fromInstitution = From,
        pair.FromMajor,
        fromMajorName = pair.From,
        toInstitution = To,
        pair.ToMajor,
        toMajorName = pair.To,
        illustrative.InternshipCredits,
    });

    private async Task OpenSlotsAsync()
    {
        var counts = $"{Partnership}/organisations/{illustrative.Enterprise}/staff-counts";
        var stated = await clients.ListAsync(illustrative.Enterprise, counts);
        foreach (var count in illustrative.Staff.Where(count => stated.All(there => there.GetProperty("postKind").GetString() != count.PostKind)))
        {
            await clients.PostAsync(illustrative.Enterprise, counts, new { count.PostKind, count.Staff, effectiveOn = illustrative.StaffSince });
        }
        foreach (var wanted in illustrative.Slots)
        {
            var slot = await ApprovedSlotAsync(wanted, today.Value.AddMonths(-5), today.Value.AddMonths(1));
            if (Text(slot, "state") == "approved") await clients.PostAsync(illustrative.Enterprise, $"{Partnership}/slots/{Text(slot, "id")}/opening");
        }
    }

    private async Task<JsonElement> ApprovedSlotAsync(Sample.Slot wanted, DateOnly startsOn, DateOnly endsOn)
    {
        var enterprise = illustrative.Enterprise;
        var slot = (await clients.ListAsync(enterprise, $"{Partnership}/slots?enterprise={enterprise}")).FirstOrDefault(known => Text(known, "title") == wanted.Title);
        if (slot.ValueKind != JsonValueKind.Object)
        {
            slot = await clients.PostAsync(enterprise, $"{Partnership}/slots", new { wanted.Title, wanted.PostKind, wanted.Majors, wanted.Capacity, startsOn, endsOn });
        }
        var path = $"{Partnership}/slots/{Text(slot, "id")}";
        if (Text(slot, "state") == "draft") slot = await clients.PostAsync(enterprise, $"{path}/submission");
        return Text(slot, "state") == "submitted" ? await clients.PostAsync(From, $"{path}/approval") : slot;
    }

    private async Task PlaceLearnerAsync()
    {
        var learnerId = Text(await EnrolLearnerAsync(), "id");
        var slot = await SlotAsync(illustrative.Slots[0]);
        var placements = await clients.ListAsync(From, $"{Partnership}/placements?learnerId={learnerId}");
        var placement = placements.Count > 0 ? placements[0] : await clients.PostAsync(From, $"{Partnership}/slots/{Text(slot, "id")}/placements", new { learnerId });
        if (Text(placement, "state") == "active")
        {
            var planned = DateOnly.Parse(Text(placement, "endsOn"), CultureInfo.InvariantCulture);
            await clients.PostAsync(From, $"{Partnership}/placements/{Text(placement, "id")}/completion", new
            {
                completedOn = planned < today.Value ? planned : today.Value,
                illustrative.Placement.Hours,
                illustrative.Placement.Grade,
            });
        }
        await Clients.UntilAsync("The credit", async () => await clients.ListAsync(From, $"{Enrolling}/learners/{learnerId}/credits") is { Count: > 0 } credits ? credits : null);
    }

    private async Task CertifyTeachersAsync()
    {
        var wanted = illustrative.Teachers;
        var known = (await clients.ListAsync(wanted.Institution, $"{Faculty}/teachers")).ToDictionary(teacher => Text(teacher, "staffNumber"), teacher => Text(teacher, "id"));
        var certified = (await clients.ListAsync(wanted.Institution, $"{Faculty}/certificates")).Select(certificate => Text(certificate, "teacherId")).ToHashSet();
        await Parallel.ForEachAsync(Enumerable.Range(1, wanted.InScope), new ParallelOptions { MaxDegreeOfParallelism = InParallel }, async (number, _) =>
        {
            var staffNumber = $"{wanted.Institution}-{number:0000}";
            if (!known.TryGetValue(staffNumber, out var id))
            {
                id = Text(await clients.PostAsync(wanted.Institution, $"{Faculty}/teachers", new { staffNumber, category = "specialist", wanted.EmployedFrom }), "id");
            }
            if (number > wanted.Certified || certified.Contains(id)) return;
            await clients.PostAsync(wanted.Institution, $"{Faculty}/teachers/{id}/decisions", new
            {
                outcome = "granted",
                level = new Random(illustrative.Seed + number).Next(3) switch { 0 => "junior", 1 => "intermediate", _ => "senior" },
                decidedOn = today.Value.AddYears(-1),
                panel = Panel,
                grounds = "Illustrative.",
            });
        });
    }

    private static string Text(JsonElement thing, string member) => thing.GetProperty(member).GetString()!;
}

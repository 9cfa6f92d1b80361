using System.Text.Json;
using static AllInOne.Steps.Paths;

namespace AllInOne.Steps;

/// <summary>What the parties run together: a consortium (S16, D24), a base (S17, D25), projects with an enterprise (S19), and the practice of a teacher at the base (D17).</summary>
internal sealed class Cooperations(Clients clients, Sample sample, Refusals refusals)
{
    private readonly Sample.Practised practised = sample.Illustrative.Practice;
    private string Office => sample.Illustrative.Teachers.Institution;

    public async Task FoundConsortiumAsync()
    {
        var wanted = sample.Cooperation.Consortium;
        var lead = wanted.Leads[0];
        var consortium = await FindConsortiumAsync() ?? await clients.PostAsync(lead, $"{Partnership}/consortia", new { wanted.Name, wanted.Field, wanted.Purpose, wanted.Leads, members = Array.Empty<string>() });
        var path = $"{Partnership}/consortia/{consortium.Id()}";
        if (consortium.IsIn("proposed"))
        {
            await AcceptAsync(path, consortium, new { });
            await clients.PostAsync(lead, $"{path}/founding", new { });
        }
        await TagAsync(lead, path, wanted.Measures);
    }

    public async Task ApproveBaseAsync()
    {
        var wanted = sample.Illustrative.PracticeBase;
        var author = wanted.Parties[0];
        var site = await FindBaseAsync() ?? await clients.PostAsync(author, $"{Partnership}/bases", new { wanted.Name, wanted.Parties, wanted.Field, wanted.Skills, wanted.Capacity, wanted.ValidFrom, wanted.ValidUntil });
        var path = $"{Partnership}/bases/{site.Id()}";
        if (site.IsIn("proposed"))
        {
            // They have run it since its first day; that is recorded late, as its approval is.
            await AcceptAsync(path, site, new { joinedOn = wanted.ValidFrom });
            await clients.PostAsync("authority", $"{path}/approval", new { approvedOn = wanted.ValidFrom });
        }
        await TagAsync(author, path, wanted.Measures);
    }

    public async Task StartProjectsAsync()
    {
        foreach (var wanted in sample.Illustrative.Projects)
        {
            var author = wanted.Parties[0];
            var project = await clients.FindAsync(author, $"{Partnership}/projects", known => known.Text("title") == wanted.Title)
                ?? await clients.PostAsync(author, $"{Partnership}/projects", new { wanted.Title, wanted.Description, wanted.Parties, wanted.StartsOn, wanted.EndsOn, wanted.Milestones });
            var path = $"{Partnership}/projects/{project.Id()}";
            if (project.IsIn("proposed"))
            {
                await AcceptAsync(path, project, new { });
                await clients.PostAsync(author, $"{path}/start", new { });
            }
            await TagAsync(author, path, wanted.Measures);
        }
    }

    public async Task TagAgreementsAsync()
    {
        foreach (var wanted in sample.Cooperation.Agreements)
        {
            var agreement = await clients.FindAsync(wanted.Parties[0], $"{Partnership}/agreements?state=active", known => known.Text("title") == wanted.Title) ?? throw new JourneyException($"\"{wanted.Title}\" is not in force.");
            await TagAsync(wanted.Parties[0], $"{Partnership}/agreements/{agreement.Id()}", wanted.Measures);
        }
    }

    /// <summary>A teacher asks for days before the base was approved, then from the day on that is named; attends, and the days count.</summary>
    public async Task PractiseAsync()
    {
        var (site, host) = (await BaseAsync(), sample.Illustrative.PracticeBase.Parties[^1]);
        var teacher = await clients.FindAsync(Office, $"{Faculty}/teachers", known => known.Text("staffNumber") == practised.StaffNumber) ?? throw new JourneyException($"There is no teacher {practised.StaffNumber}.");
        var bookings = await clients.ListAsync(Office, $"{Faculty}/practice-bookings?teacherId={teacher.Id()}");
        if (bookings.Any(known => known.IsIn("completed"))) return;

        var refused = bookings.Where(known => known.IsIn("refused")).Cast<JsonElement?>().FirstOrDefault() ?? await BookAsync(teacher, site, sample.Illustrative.PracticeBase.ValidFrom.AddDays(-1));
        if (!refused.IsIn("refused")) throw new JourneyException("A seat was reserved before the base was approved.");
        var booked = bookings.Where(known => known.IsIn("reserved")).Cast<JsonElement?>().FirstOrDefault() ?? await BookAsync(teacher, site, refused.Date("earliestFrom"));
        var practice = $"{Partnership}/teacher-practices/{booked.Id()}";
        await clients.PutAsync(host, $"{practice}/attendance", await clients.GetAsync(host, practice), new { attended = new[] { new { from = booked.Date("from"), until = booked.Date("until") } } });
        await clients.PostAsync(host, $"{practice}/completion");
        await AnsweredAsync(booked, "completed");

        var method = await clients.FindAsync(Office, $"{Faculty}/methods", known => known.Text("owner") == Office && known.IsIn("published")) ?? throw new JourneyException($"{Office} has no method in force.");
        var application = await clients.PostAsync(Office, $"{Faculty}/teachers/{teacher.Id()}/applications", new { methodId = method.Id(), level = "junior", evidence = new[] { new { kind = "practice", bookingId = booked.Id() } } });
        await clients.PostAsync(Office, $"{Faculty}/applications/{application.Id()}/submission", new { });
    }

    public async Task BeRefusedAsync()
    {
        var consortium = await FindConsortiumAsync() ?? throw new JourneyException("There is no consortium.");
        var enterprise = sample.Cooperation.Consortium.Leads[^1];
        await refusals.ExpectAsync("D24", $"{enterprise} leaves the consortium, whose only enterprise it is", enterprise, $"{Partnership}/consortia/{consortium.Id()}/departure", new { reason = "Illustrative." });
    }

    /// <summary>What there is, as others see it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(string reader)
    {
        var consortium = await clients.FindAsync(reader, $"{Partnership}/consortia?state=founded", known => known.Text("name") == sample.Cooperation.Consortium.Name);
        var projects = await clients.ListAsync(reader, $"{Partnership}/projects?state=active&party={sample.Illustrative.Enterprise}");
        var teacher = await clients.FindAsync(Office, $"{Faculty}/teachers", known => known.Text("staffNumber") == practised.StaffNumber);
        var counted = (await clients.ListAsync(Office, $"{Faculty}/applications?teacherId={teacher!.Value.Id()}")).Sum(application => application.GetProperty("daysCounted").GetInt32());
        var measures = 0;
        foreach (var measure in Contracts.Measure.All) measures += await IsServedAsync(reader, measure) ? 1 : 0;
        return new Dictionary<string, int>
        {
            ["leads of the consortium"] = consortium?.GetProperty("members").EnumerateArray().Count(member => member.Text("role") == "lead") ?? 0,
            ["bases where UAV operation is trained"] = (await clients.ListAsync(reader, $"{Partnership}/bases?skill={Uri.EscapeDataString(sample.Illustrative.PracticeBase.Skills[0])}")).Count,
            ["projects with one enterprise"] = projects.Count,
            ["milestones"] = projects.Sum(project => project.GetProperty("milestones").GetArrayLength()),
            ["measures that find something"] = measures,
            ["days of practice that count"] = counted,
        };
    }

    private async Task<bool> IsServedAsync(string reader, string measure) =>
        (await clients.ListAsync(reader, $"{Partnership}/bases?measure={measure}")).Count + (await clients.ListAsync(reader, $"{Partnership}/projects?measure={measure}")).Count > 0;

    private Task<JsonElement?> FindConsortiumAsync() => clients.FindAsync(sample.Cooperation.Consortium.Leads[0], $"{Partnership}/consortia", known => known.Text("name") == sample.Cooperation.Consortium.Name);

    private Task<JsonElement?> FindBaseAsync() => clients.FindAsync(sample.Illustrative.PracticeBase.Parties[0], $"{Partnership}/bases", known => known.Text("name") == sample.Illustrative.PracticeBase.Name);

    private async Task<JsonElement> BaseAsync() => await FindBaseAsync() ?? throw new JourneyException("There is no base to practise at.");

    private async Task<JsonElement> BookAsync(JsonElement teacher, JsonElement site, DateOnly from) => await AnsweredAsync(
        await clients.PostAsync(Office, $"{Faculty}/teachers/{teacher.Id()}/practice-bookings", new { baseId = site.Id(), from, until = from.AddDays(practised.Days - 1) }), "reserved", "refused");

    private async Task<JsonElement> AnsweredAsync(JsonElement booking, params string[] states) => (JsonElement)await Clients.UntilAsync("the answer about a seat", async () =>
        await clients.GetAsync(Office, $"{Faculty}/practice-bookings/{booking.Id()}") is var answered && answered.IsIn(states) ? (object)answered : null);

    /// <summary>All that are named and have not accepted yet do.</summary>
    private async Task AcceptAsync(string path, JsonElement thing, object acceptance)
    {
        foreach (var member in thing.GetProperty("members").EnumerateArray().Where(member => member.GetProperty("joinedOn").ValueKind == JsonValueKind.Null)) await clients.PostAsync(member.Text("organisation"), $"{path}/acceptance", acceptance);
    }

    private async Task TagAsync(string author, string path, IReadOnlyList<string> measures)
    {
        var thing = await clients.GetAsync(author, path);
        if (thing.GetProperty("tags").GetProperty("measures").GetArrayLength() == 0) await clients.PutAsync(author, $"{path}/tags", thing, new { measures, strategies = Array.Empty<string>() });
    }
}

using System.Text.Json;
using Kernel;
using static AllInOne.Steps.Paths;

namespace AllInOne.Steps;

/// <summary>How teachers become dual-qualified (D16–D19), and what a late revocation does to the ratio (D41).</summary>
internal sealed class Recognition(Clients clients, Sample sample, Refusals refusals, Today today)
{
    private const int InParallel = 8;

    private static readonly string[] Panel = ["panel-0001", "panel-0002", "panel-0003"];

    private readonly Sample.Teachers teachers = sample.Illustrative.Teachers;
    private readonly Sample.Recognised recognised = sample.Illustrative.Recognition;
    private string Office => teachers.Institution;

    // The procedure of a year ago, recorded today.
    private DateOnly Issued => today.Value.AddYears(-1);
    private DateOnly Submitted => Issued.AddDays(-40);
    private DateOnly Decided => Issued.AddDays(-20);
    private DateOnly Published => Issued.AddDays(-10);

    public async Task PrepareAsync()
    {
        var wanted = recognised.Base;
        var site = await clients.FindAsync(wanted.Parties[0], $"{Partnership}/bases", known => known.Text("name") == wanted.Name) ?? await clients.PostAsync(wanted.Parties[0], $"{Partnership}/bases", wanted);
        if (site.IsIn("proposed")) await clients.PostAsync("authority", $"{Partnership}/bases/{site.Id()}/approval", new { approvedOn = wanted.ValidFrom });

        var code = recognised.Method.Text("code");
        var method = await clients.FindAsync(Office, $"{Faculty}/methods", known => known.Text("owner") == Office && known.Text("code") == code) ?? await clients.PostAsync(Office, $"{Faculty}/methods", recognised.Method);
        if (method.IsIn("draft")) await clients.PostAsync(Office, $"{Faculty}/methods/{method.Id()}/publication", new { effectiveFrom = recognised.MethodSince });
    }

    public async Task CertifyAsync()
    {
        var (methodId, baseId) = (await MethodAsync(), await BaseAsync());
        var known = (await clients.ListAsync(Office, $"{Faculty}/teachers")).ToDictionary(teacher => teacher.Text("staffNumber"), teacher => teacher.Id());
        var applied = (await clients.ListAsync(Office, $"{Faculty}/applications")).ToLookup(application => application.Text("teacherId"));
        await ForAllAsync(Enumerable.Range(1, teachers.InScope), async number =>
        {
            if (!known.TryGetValue(StaffNumber(number), out var id))
            {
                id = (await clients.PostAsync(Office, $"{Faculty}/teachers", new { staffNumber = StaffNumber(number), category = "specialist", teachers.EmployedFrom })).Id();
            }
            if (number > teachers.Certified) return;
            var application = applied[id].Cast<JsonElement?>().FirstOrDefault() ?? await clients.PostAsync(Office, $"{Faculty}/teachers/{id}/applications", new
            {
                methodId,
                level = new Random(sample.Illustrative.Seed + number).Next(3) switch { 0 => "junior", 1 => "intermediate", _ => "senior" },
                evidence = new[] { Practice(baseId, Submitted.AddYears(-2), Submitted.AddYears(-2).AddDays(recognised.PracticeDays - 1)) },
            });
            if (!application.IsIn("draft")) return;
            await ConfirmAsync(application);
            await clients.PostAsync(Office, $"{Faculty}/applications/{application.Id()}/submission", new { submittedOn = Submitted });
        });

        // Others may have applied as well, whose panel has not met.
        var meant = Enumerable.Range(1, teachers.Certified).Select(StaffNumber).ToHashSet();
        var theirs = (await clients.ListAsync(Office, $"{Faculty}/teachers")).Where(teacher => meant.Contains(teacher.Text("staffNumber"))).Select(Members.Id).ToHashSet();
        async Task<IReadOnlyList<JsonElement>> InStateAsync(string state) => [.. (await ApplicationsAsync(state)).Where(application => theirs.Contains(application.Text("teacherId")))];
        if (await InStateAsync("submitted") is { Count: > 0 } submitted) await clients.PostAsync(Office, $"{Faculty}/reviews", new { applicationIds = submitted.Select(Members.Id) });
        var underReview = await InStateAsync("under-review");
        await ForAllAsync(underReview.Where(application => application.GetProperty("outcome").ValueKind == JsonValueKind.Null), application =>
            clients.PostAsync(Office, $"{Faculty}/applications/{application.Id()}/decisions", new { outcome = "granted", decidedOn = Decided, panel = Panel, grounds = "Illustrative." }));
        if (underReview.Count > 0) await clients.PostAsync(Office, $"{Faculty}/public-notices", new { applicationIds = underReview.Select(Members.Id), publishedOn = Published });
        foreach (var notice in (await InStateAsync("public-notice")).Select(application => application.Text("noticeId")).Distinct())
        {
            await clients.PostAsync(Office, $"{Faculty}/public-notices/{notice}/certificates", new { issuedOn = Issued });
        }
    }

    /// <summary>A month later a certificate is revoked, from a day of the month before on.</summary>
    public async Task RevokeAsync()
    {
        await clients.FollowClockAsync();
        if (await clients.FindAsync(Office, $"{Faculty}/certificates?state=revoked", _ => true) is { } revoked)
        {
            await clients.LiveUntilAsync(EndOfMonth(revoked.Date("revokedOn")).AddDays(10));
            return;
        }
        var monthsEnd = EndOfMonth(today.Value);
        await clients.LiveUntilAsync(monthsEnd.AddDays(10));
        var certificate = (await clients.ListAsync(Office, $"{Faculty}/certificates?state=certified"))[0];
        await clients.PostAsync(Office, $"{Faculty}/certificates/{certificate.Id()}/revocation", new { revokedOn = monthsEnd, reason = "Illustrative." });
    }

    /// <summary>Practice at a base that was not approved yet earns nothing: nobody ran it, so nobody confirms the days (D17).</summary>
    public async Task BeRefusedAsync()
    {
        var teacher = await clients.FindAsync(Office, $"{Faculty}/teachers", known => known.Text("staffNumber") == StaffNumber(teachers.Certified + 1)) ?? throw new JourneyException("There is no teacher without a certificate.");
        var period = recognised.PracticeBeforeApproval;
        var application = await clients.FindAsync(Office, $"{Faculty}/applications?state=draft", known => known.Text("teacherId") == teacher.Id())
            ?? await clients.PostAsync(Office, $"{Faculty}/teachers/{teacher.Id()}/applications", new { methodId = await MethodAsync(), level = "junior", evidence = new[] { Practice(await BaseAsync(), period.From, period.Until) } });
        await refusals.ExpectAsync("D17", "a teacher applies with practice before the base was approved, which nobody there confirms", Office, $"{Faculty}/applications/{application.Id()}/submission", new { submittedOn = period.Until.AddYears(1) });
    }

    // Who runs the base confirms what a teacher states there, as soon as the base is known to faculty: what is only stated does not count (D17).
    private async Task ConfirmAsync(JsonElement application)
    {
        var stated = application.GetProperty("evidence")[0];
        if (stated.GetProperty("confirmation").ValueKind != JsonValueKind.Null) return;
        await clients.PostAsync(
            recognised.Base.Parties[0], $"{Faculty}/applications/{application.Id()}/evidence/0/confirmation",
            new { attended = new[] { new { from = stated.Date("from"), until = stated.Date("until") } } });
    }

    /// <summary>The ratio now, at the end of the month of the revocation as it is known now, and as it was known then.</summary>
    public async Task<IReadOnlyList<JsonElement>> RatiosAsync(string reader)
    {
        var revoked = await clients.FindAsync(Office, $"{Faculty}/certificates?state=revoked", _ => true) ?? throw new JourneyException("No certificate is revoked.");
        var (path, then) = ($"{Faculty}/figures/dual-qualified-ratio?institution={Office}", EndOfMonth(revoked.Date("revokedOn")));
        return [await clients.GetAsync(reader, path), await clients.GetAsync(reader, $"{path}&asOf={then:O}"), await clients.GetAsync(reader, $"{path}&asOf={then:O}&knownOn={then:O}")];
    }

    private async Task<string> MethodAsync() =>
        (await clients.FindAsync(Office, $"{Faculty}/methods", known => known.Text("owner") == Office && known.IsIn("published")) ?? throw new JourneyException($"{Office} has no method in force.")).Id();

    private async Task<string> BaseAsync() =>
        (await clients.FindAsync(Office, $"{Partnership}/bases", known => known.Text("name") == recognised.Base.Name) ?? throw new JourneyException("There is no base to practise at.")).Id();

    private Task<IReadOnlyList<JsonElement>> ApplicationsAsync(string state) => clients.ListAsync(Office, $"{Faculty}/applications?state={state}");

    private string StaffNumber(int number) => $"{Office}-{number:0000}";

    private static object Practice(string baseId, DateOnly from, DateOnly until) => new { kind = "practice", baseId, from, until };

    private static DateOnly EndOfMonth(DateOnly date) => new DateOnly(date.Year, date.Month, 1).AddMonths(1).AddDays(-1);

    private static Task ForAllAsync<T>(IEnumerable<T> items, Func<T, Task> act) => Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = InParallel }, async (item, _) => await act(item));
}

using System.Text.Json;
using static AllInOne.Steps.Paths;

namespace AllInOne.Steps;

/// <summary>The transfer exam of the cohort: a plan that both institutions approve, a sitting, a resit, and the pass rate (D7–D10, D41).</summary>
internal sealed class TransferExam(Clients clients, Sample sample, Refusals refusals)
{
    private readonly Sample.Followed cohort = sample.Illustrative.Cohort;
    private readonly Sample.Days days = sample.Illustrative.Cohort.Days;
    private string From => sample.Cooperation.FromInstitution;
    private string To => sample.Cooperation.ToInstitution;

    public async Task AgreeOnPlanAsync()
    {
        await clients.LiveUntilAsync(days.PlanAgreed);
        var plan = await FindPlanAsync() ?? await DraftPlanAsync();
        if (plan.IsIn("draft"))
        {
            var approval = new { textHash = plan.Text("textHash") };
            if (plan.GetProperty("approvals").GetArrayLength() == 0) await clients.PostAsync(From, $"{Path(plan)}/approvals", approval);
            var refusal = await refusals.ExpectAsync("D7", $"{From} opens registration on a plan that it alone has approved", From, $"{Path(plan)}/opening");
            plan = await clients.PostAsync(To, $"{Path(plan)}/approvals", approval);
            refusal.Mended = $"{To} approved the same text";
        }
        if (plan.IsIn("agreed")) plan = await clients.PostAsync(From, $"{Path(plan)}/opening");
        if (plan.IsIn("open") && Sitting(plan) == 1) await RegisterAsync(plan, _ => true);
    }

    public async Task SitAsync()
    {
        await clients.LiveUntilAsync(days.RegistrationClosed);
        await MarkAsync(sitting: 1);
        await clients.LiveUntilAsync(days.Published);
        await PublishAsync(sitting: 1);
    }

    public async Task ResitAsync()
    {
        await clients.LiveUntilAsync(days.Resit);
        var plan = await PlanAsync();
        if (plan.IsIn("published") && Sitting(plan) == 1) plan = await clients.PostAsync(From, $"{Path(plan)}/resit");
        if (plan.IsIn("open") && Sitting(plan) == 2) await RegisterAsync(plan, learner => learner.Sittings.Count > 1);
        await MarkAsync(sitting: 2);
        await clients.LiveUntilAsync(days.ResitPublished);
        await PublishAsync(sitting: 2);
        await clients.LiveUntilAsync(days.ResultsFinal);
        await FinaliseAsync();
    }

    // Both hold that the results are final, as soon as they can be appealed against no more.
    private async Task FinaliseAsync()
    {
        var plan = await PlanAsync();
        if (!plan.IsIn("published")) return;
        var given = plan.GetProperty("finalisations").EnumerateArray().Select(finalisation => finalisation.Text("institution")).ToList();
        foreach (var institution in new[] { From, To }.Except(given)) await clients.PostAsync(institution, $"{Path(plan)}/finalisation");
    }

    public async Task<IReadOnlySet<string>> PassedAsync() =>
        (await clients.ListAsync(To, $"{Path(await PlanAsync())}/candidates?state=passed")).Select(candidate => candidate.Text("learnerId")).ToHashSet();

    /// <summary>What became of each candidate at each sitting, by the learner's id.</summary>
    public async Task<ILookup<string, JsonElement>> ResultsAsync()
    {
        var plan = await PlanAsync();
        var results = new List<JsonElement>();
        for (var sitting = 1; sitting <= Sitting(plan); sitting++) results.AddRange(await clients.ListAsync(To, $"{Path(plan)}/candidates?sitting={sitting}"));
        return results.ToLookup(candidate => candidate.Text("learnerId"));
    }

    /// <summary>The pass rate after the first sitting, and after the resit.</summary>
    public async Task<IReadOnlyList<JsonElement>> PassRatesAsync(string reader)
    {
        var path = $"{Enrolling}/figures/transfer-pass-rate?fromInstitution={From}&toInstitution={To}&cohort={cohort.Year}";
        return [await clients.GetAsync(reader, $"{path}&asOf={days.Published:O}"), await clients.GetAsync(reader, path)];
    }

    private Task<JsonElement?> FindPlanAsync() => clients.FindAsync(From, $"{Enrolling}/transfer-plans", plan => plan.Text("toInstitution") == To && plan.GetProperty("cohort").GetInt32() == cohort.Year);

    private async Task<JsonElement> PlanAsync() => await FindPlanAsync() ?? throw new JourneyException("There is no transfer plan.");

    private async Task<JsonElement> DraftPlanAsync()
    {
        var articulation = await clients.FindAsync(From, $"{Enrolling}/articulations?fromInstitution={From}&toInstitution={To}", pair => pair.Text("fromMajor") == cohort.FromMajor && pair.Text("toMajor") == cohort.ToMajor);
        var exam = cohort.Exam.EnumerateObject().ToDictionary(member => member.Name, object (member) => member.Value);
        exam["places"] = new[] { new { articulationId = articulation!.Value.Id(), cohort.Places } };
        return await clients.PostAsync(From, $"{Enrolling}/transfer-plans", new { fromInstitution = From, toInstitution = To, cohort = cohort.Year, exam });
    }

    private async Task RegisterAsync(JsonElement plan, Func<Sample.CohortLearner, bool> isMeant)
    {
        var registered = (await clients.ListAsync(From, $"{Path(plan)}/candidates?sitting={Sitting(plan)}")).Select(candidate => candidate.Text("learnerId")).ToHashSet();
        foreach (var learner in (await LearnersAsync()).Where(learner => isMeant(SittingsOf(learner)) && !registered.Contains(learner.Id())))
        {
            await clients.PostAsync(From, $"{Path(plan)}/candidates", new { learnerId = learner.Id() });
        }
    }

    private async Task MarkAsync(int sitting)
    {
        var plan = await PlanAsync();
        if (Sitting(plan) != sitting || !plan.IsIn("open", "closed")) return;
        if (plan.IsIn("open")) await clients.PostAsync(From, $"{Path(plan)}/closing");
        var components = cohort.Exam.GetProperty("components").EnumerateArray().Select(component => component.Text("code")).ToList();
        var learners = (await LearnersAsync()).ToDictionary(Members.Id);
        foreach (var candidate in await clients.ListAsync(To, $"{Path(plan)}/candidates?sitting={sitting}&state=registered"))
        {
            var marks = SittingsOf(learners[candidate.Text("learnerId")]).Sittings[sitting - 1];
            object body = marks is null ? new { absent = true } : new { marks = components.Zip(marks, (component, mark) => new { component, mark }) };
            await clients.PutAsync(To, $"{Path(plan)}/candidates/{candidate.Text("learnerId")}/marks", candidate, body);
        }
    }

    private async Task PublishAsync(int sitting)
    {
        var plan = await PlanAsync();
        if (Sitting(plan) != sitting || !plan.IsIn("closed")) return;
        var published = plan.GetProperty("publications").EnumerateArray().Select(publication => publication.Text("institution")).ToList();
        foreach (var institution in new[] { From, To }.Except(published)) await clients.PostAsync(institution, $"{Path(plan)}/publications", new { resultsHash = plan.Text("resultsHash") });
    }

    private Sample.CohortLearner SittingsOf(JsonElement learner) => cohort.Learners.Single(known => known.StudentNumber == learner.Text("studentNumber"));

    private static int Sitting(JsonElement plan) => plan.GetProperty("sitting").GetInt32();

    private Task<IReadOnlyList<JsonElement>> LearnersAsync() => clients.ListAsync(From, $"{Enrolling}/learners?cohort={cohort.Year}");

    private static string Path(JsonElement plan) => $"{Enrolling}/transfer-plans/{plan.Id()}";
}

using VocationalPlatform.Client.Enrollment;

namespace AllInOne.Steps;

/// <summary>The transfer exam of the cohort: a plan that both institutions approve, a sitting, a resit, and the pass rate (D7–D10,
/// D41).</summary>
internal sealed class TransferExam(Clients clients, Sample sample, Refusals refusals)
{
    private readonly Sample.Followed cohort = sample.Illustrative.Cohort;
    private readonly Sample.Days days = sample.Illustrative.Cohort.Days;
    private EnrollmentClient College => clients.Enrolling(From);
    private EnrollmentClient University => clients.Enrolling(To);
    private string From => sample.Cooperation.FromInstitution;
    private string To => sample.Cooperation.ToInstitution;

    public async Task AgreeOnPlanAsync()
    {
        await clients.LiveUntilAsync(days.PlanAgreed);
        var plan = await FindPlanAsync() ?? await DraftPlanAsync();
        if (plan.State == "draft")
        {
            var approval = new ApproveTransferPlanRequest { TextHash = plan.TextHash };
            if (plan.Approvals.Count == 0) await College.ApproveTransferPlanAsync(plan.Id, approval);
            var refusal = await refusals.ExpectAsync(
                "D7", $"{From} opens registration on a plan that it alone has approved", () => College.OpenRegistrationAsync(plan.Id));
            plan = await University.ApproveTransferPlanAsync(plan.Id, approval);
            refusal.Mended = $"{To} approved the same text";
        }
        if (plan.State == "agreed") plan = await College.OpenRegistrationAsync(plan.Id);
        if (plan is { State: "open", Sitting: 1 }) await RegisterAsync(plan, _ => true);
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
        if (plan is { State: "published", Sitting: 1 }) plan = await College.OpenResitAsync(plan.Id);
        if (plan is { State: "open", Sitting: 2 }) await RegisterAsync(plan, learner => learner.Sittings.Count > 1);
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
        if (plan.State != "published") return;
        var given = plan.Finalisations.Select(finalisation => finalisation.Institution);
        foreach (var institution in new[] { From, To }.Except(given))
        {
            await clients.Enrolling(institution).FinaliseTransferPlanAsync(plan.Id);
        }
    }

    public async Task<IReadOnlySet<Guid>> PassedAsync() =>
        (await CandidatesAsync(await PlanAsync(), state: "passed")).Select(candidate => candidate.LearnerId).ToHashSet();

    /// <summary>What became of each candidate at each sitting, by the learner's id.</summary>
    public async Task<ILookup<Guid, Candidate>> ResultsAsync()
    {
        var plan = await PlanAsync();
        var results = new List<Candidate>();
        for (var sitting = 1; sitting <= plan.Sitting; sitting++) results.AddRange(await CandidatesAsync(plan, sitting));
        return results.ToLookup(candidate => candidate.LearnerId);
    }

    /// <summary>The pass rate after the first sitting, and after the resit.</summary>
    public async Task<IReadOnlyList<TransferPassRateFigure>> PassRatesAsync(string reader)
    {
        var enrolling = clients.Enrolling(reader);
        return
        [
            await enrolling.TransferPassRateAsync(From, To, cohort.Year, asOf: days.Published),
            await enrolling.TransferPassRateAsync(From, To, cohort.Year),
        ];
    }

    private async Task<TransferPlan?> FindPlanAsync() =>
        (await Clients.ListAsync((size, next) => College.ListTransferPlansAsync(limit: size, cursor: next), page => page.Items))
        .FirstOrDefault(plan => plan.ToInstitution == To && plan.Cohort == cohort.Year);

    private async Task<TransferPlan> PlanAsync() => await FindPlanAsync() ?? throw new JourneyException("There is no transfer plan.");

    private async Task<TransferPlan> DraftPlanAsync()
    {
        var pairs = await Clients.ListAsync(
            (size, next) => College.ListArticulationsAsync(From, To, limit: size, cursor: next), page => page.Items);
        var articulation = pairs.First(pair => pair.FromMajor == cohort.FromMajor && pair.ToMajor == cohort.ToMajor);
        return await College.DraftTransferPlanAsync(new()
        {
            FromInstitution = From,
            ToInstitution = To,
            Cohort = cohort.Year,
            Exam = cohort.Exam with { Places = [new() { ArticulationId = articulation.Id, Places = cohort.Places }] },
        });
    }

    private async Task RegisterAsync(TransferPlan plan, Func<Sample.CohortLearner, bool> isMeant)
    {
        var registered = (await CandidatesAsync(plan, plan.Sitting)).Select(candidate => candidate.LearnerId).ToHashSet();
        foreach (var learner in (await LearnersAsync()).Where(learner => isMeant(SittingsOf(learner)) && !registered.Contains(learner.Id)))
        {
            await College.RegisterCandidateAsync(plan.Id, new() { LearnerId = learner.Id });
        }
    }

    private async Task MarkAsync(int sitting)
    {
        var plan = await PlanAsync();
        if (plan.Sitting != sitting || plan.State is not ("open" or "closed")) return;
        if (plan.State == "open") await College.CloseRegistrationAsync(plan.Id);
        var learners = (await LearnersAsync()).ToDictionary(learner => learner.Id);
        foreach (var candidate in await CandidatesAsync(plan, sitting, "registered"))
        {
            var marks = SittingsOf(learners[candidate.LearnerId]).Sittings[sitting - 1];
            var entered = marks is null ? new EnterMarksRequest { Absent = true } : new EnterMarksRequest { Marks = [.. Entered(marks)] };
            await University.EnterMarksAsync(plan.Id, candidate.LearnerId, candidate.Version, entered);
        }
    }

    private IEnumerable<ComponentMark> Entered(IReadOnlyList<decimal> marks) =>
        cohort.Exam.Components.Zip(marks, (component, mark) => new ComponentMark { Component = component.Code, Mark = mark });

    private async Task PublishAsync(int sitting)
    {
        var plan = await PlanAsync();
        if (plan.Sitting != sitting || plan.State != "closed") return;
        var published = plan.Publications.Select(publication => publication.Institution);
        foreach (var institution in new[] { From, To }.Except(published))
        {
            await clients.Enrolling(institution).PublishResultsAsync(plan.Id, new() { ResultsHash = plan.ResultsHash });
        }
    }

    private Task<IReadOnlyList<Candidate>> CandidatesAsync(TransferPlan plan, int? sitting = null, string? state = null) =>
        Clients.ListAsync(
            (size, next) => University.ListCandidatesAsync(plan.Id, sitting, state, limit: size, cursor: next), page => page.Items);

    private Sample.CohortLearner SittingsOf(Learner learner) =>
        cohort.Learners.Single(known => known.StudentNumber == learner.StudentNumber);

    private Task<IReadOnlyList<Learner>> LearnersAsync() => Clients.ListAsync(
        (size, next) => College.ListLearnersAsync(cohort: cohort.Year, limit: size, cursor: next), page => page.Items);
}

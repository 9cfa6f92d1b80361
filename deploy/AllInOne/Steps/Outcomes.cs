using VocationalPlatform.Client.Enrollment;

namespace AllInOne.Steps;

/// <summary>An appeal against a result (D7), what became of the graduates (S6, S7), and the figures of it (D41).</summary>
internal sealed class Outcomes(Clients clients, Sample sample, Refusals refusals, TransferExam exam, Cohort cohort)
{
    private readonly Sample.Followed followed = sample.Illustrative.Cohort;
    private EnrollmentClient College => clients.Enrolling(sample.Cooperation.FromInstitution);
    private EnrollmentClient University => clients.Enrolling(To);
    private string To => sample.Cooperation.ToInstitution;

    public async Task AppealAsync()
    {
        var results = (await exam.ResultsAsync()).SelectMany(own => own).ToList();
        if (results.Any(result => result.AppealGrounds is not null)) return;
        var failed = results.First(result => result.State == "failed" && result.Marks.Count > 0);
        await College.AppealResultAsync(failed.PlanId, failed.LearnerId, new() { Grounds = "Example: a page was not marked." });
        await refusals.ExpectAsync(
            "D7", $"{To} declares the results final while an appeal waits", () => University.FinaliseTransferPlanAsync(failed.PlanId));
        await University.DecideAppealAsync(failed.PlanId, failed.LearnerId, new() { Decision = "result-kept" });
    }

    /// <summary>The first graduate goes on to a master's degree, the second works at the enterprise; nothing is recorded of the
    /// others.</summary>
    public async Task FollowUpAsync()
    {
        var graduates = (await cohort.LearnersAsync()).Where(learner => learner.State == "graduated").ToList();
        if ((await University.ListOutcomesAsync(graduates[0].Id)).Items.Count > 0) return;
        var refusal = await refusals.ExpectAsync(
            "S7", $"{To} records that a graduate works, and not where", () => RecordAsync(graduates[1], "employment", null));
        refusal.Mended = $"the employer is {sample.Illustrative.Enterprise}";
        await RecordAsync(graduates[0], "further-study", null);
        await RecordAsync(graduates[1], "employment", sample.Illustrative.Enterprise);
        await University.PublishFigureAsync(new()
        {
            Of = "employment",
            ArticulationId = graduates[0].ArticulationId,
            Cohort = followed.Year,
        });
    }

    /// <summary>Progression, further study and employment of the cohort, each with numerator and denominator.</summary>
    public async Task<IReadOnlyList<GroupFigure>> FiguresAsync(string reader)
    {
        var articulation = (await cohort.LearnersAsync())[0].ArticulationId;
        var figures = new List<GroupFigure>();
        foreach (var of in new[] { "progression", "further-study", "employment" })
        {
            figures.Add(await clients.Enrolling(reader).ReadFigureAsync(of, articulationId: articulation, cohort: followed.Year));
        }
        return figures;
    }

    private Task<Outcome> RecordAsync(Learner learner, string kind, string? employer) => University.RecordOutcomeAsync(learner.Id, new()
    {
        Kind = kind,
        Stated = new() { On = followed.Days.Graduated, Answer = "yes", Employer = employer },
    });
}

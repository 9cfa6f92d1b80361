using System.Text.Json;
using static AllInOne.Steps.Paths;

namespace AllInOne.Steps;

/// <summary>A cohort's way from stage to stage: five years at the college, and two at the university for those who passed the transfer exam (D3, D5).</summary>
internal sealed class Cohort(Clients clients, Sample sample, Refusals refusals, TransferExam exam)
{
    private readonly Sample.Followed cohort = sample.Illustrative.Cohort;
    private readonly Sample.Days days = sample.Illustrative.Cohort.Days;
    private string From => sample.Cooperation.FromInstitution;
    private string To => sample.Cooperation.ToInstitution;

    public async Task EnrolAsync()
    {
        await clients.LiveUntilAsync(days.Enrolled);
        var known = (await LearnersAsync()).Select(learner => learner.Text("studentNumber")).ToHashSet();
        var birthdays = new Random(sample.Illustrative.Seed);
        foreach (var wanted in cohort.Learners)
        {
            var birthDate = new DateOnly(cohort.Year - 16, 1, 1).AddDays(birthdays.Next(240));
            if (known.Contains(wanted.StudentNumber)) continue;
            await clients.PostAsync(From, $"{Enrolling}/learners", new { wanted.StudentNumber, birthDate, cohort = cohort.Year, cohort.FromMajor, toInstitution = To, cohort.ToMajor, wanted.Person });
        }
    }

    public async Task CompleteFirstStageAsync()
    {
        await clients.LiveUntilAsync(days.FirstStageCompleted);
        await CompleteStageAsync(1);
    }

    public async Task CompleteSecondStageAsync()
    {
        await clients.LiveUntilAsync(days.SecondStageCompleted);
        await CompleteStageAsync(2);
    }

    public async Task TransferAsync()
    {
        await clients.LiveUntilAsync(days.Transferred);
        var passed = await exam.PassedAsync();
        foreach (var learner in (await LearnersAsync()).Where(learner => learner.IsIn("transfer-ready")))
        {
            if (passed.Contains(learner.Id()))
            {
                await clients.PostAsync(To, $"{Path(learner)}/transfer", new { });
                continue;
            }
            await refusals.ExpectAsync("D7", $"{To} takes a learner who failed every sitting", To, $"{Path(learner)}/transfer", new { });
            await clients.PostAsync(From, $"{Path(learner)}/associate-diploma", new { reason = "failed" });
        }
    }

    public async Task GraduateAsync()
    {
        await clients.LiveUntilAsync(days.Graduated);
        foreach (var learner in (await LearnersAsync()).Where(learner => learner.IsIn("transferred"))) await clients.PostAsync(To, $"{Path(learner)}/graduation", new { });
    }

    /// <summary>The diplomas of the cohort, as the university sees them.</summary>
    public async Task<IReadOnlyList<JsonElement>> DiplomasAsync()
    {
        var diplomas = new List<JsonElement>();
        foreach (var learner in await LearnersAsync()) diplomas.AddRange(await DiplomasOfAsync(learner));
        return diplomas;
    }

    public Task<IReadOnlyList<JsonElement>> DiplomasOfAsync(JsonElement learner) => clients.ListAsync(To, $"{Path(learner)}/diplomas");

    public Task<IReadOnlyList<JsonElement>> LearnersAsync() => clients.ListAsync(From, $"{Enrolling}/learners?cohort={cohort.Year}");

    private async Task CompleteStageAsync(int stage)
    {
        var due = (await LearnersAsync()).Where(learner => learner.IsIn("enrolled") && learner.GetProperty("stage").GetInt32() == stage);
        foreach (var learner in due) await clients.PostAsync(From, $"{Path(learner)}/stage-completion", new { stage });
    }

    private static string Path(JsonElement learner) => $"{Enrolling}/learners/{learner.Id()}";
}

using VocationalPlatform.Client.Enrollment;

namespace AllInOne.Steps;

/// <summary>A cohort's way from stage to stage: five years at the college, and two at the university for those who passed the transfer exam
/// (D3, D5).</summary>
internal sealed class Cohort(Clients clients, Sample sample, Refusals refusals, TransferExam exam)
{
    private readonly Sample.Followed cohort = sample.Illustrative.Cohort;
    private readonly Sample.Days days = sample.Illustrative.Cohort.Days;
    private EnrollmentClient College => clients.Enrolling(sample.Cooperation.FromInstitution);
    private EnrollmentClient University => clients.Enrolling(To);
    private string To => sample.Cooperation.ToInstitution;

    public async Task EnrolAsync()
    {
        await clients.LiveUntilAsync(days.Enrolled);
        var known = (await LearnersAsync()).Select(learner => learner.StudentNumber).ToHashSet();
        var birthdays = new Random(sample.Illustrative.Seed);
        foreach (var wanted in cohort.Learners)
        {
            var birthDate = new DateOnly(cohort.Year - 16, 1, 1).AddDays(birthdays.Next(240));
            if (known.Contains(wanted.StudentNumber)) continue;
            await College.EnrollLearnerAsync(new()
            {
                StudentNumber = wanted.StudentNumber,
                BirthDate = birthDate,
                Cohort = cohort.Year,
                FromMajor = cohort.FromMajor,
                ToInstitution = To,
                ToMajor = cohort.ToMajor,
                Person = wanted.Person,
            });
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
        foreach (var learner in (await LearnersAsync()).Where(learner => learner.State == "transfer-ready"))
        {
            if (passed.Contains(learner.Id))
            {
                await University.TransferLearnerAsync(learner.Id, new());
                continue;
            }
            await refusals.ExpectAsync(
                "D7", $"{To} takes a learner who failed every sitting", () => University.TransferLearnerAsync(learner.Id, new()));
            await College.AwardAssociateDiplomaAsync(learner.Id, new() { Reason = "failed" });
        }
    }

    public async Task GraduateAsync()
    {
        await clients.LiveUntilAsync(days.Graduated);
        foreach (var learner in (await LearnersAsync()).Where(learner => learner.State == "transferred"))
        {
            await University.GraduateLearnerAsync(learner.Id, new());
        }
    }

    /// <summary>The diplomas of the cohort, as the university sees them.</summary>
    public async Task<IReadOnlyList<Diploma>> DiplomasAsync()
    {
        var diplomas = new List<Diploma>();
        foreach (var learner in await LearnersAsync()) diplomas.AddRange(await DiplomasOfAsync(learner));
        return diplomas;
    }

    public async Task<IReadOnlyList<Diploma>> DiplomasOfAsync(Learner learner) => (await University.ListDiplomasAsync(learner.Id)).Items;

    public Task<IReadOnlyList<Learner>> LearnersAsync() => Clients.ListAsync(
        (size, next) => College.ListLearnersAsync(cohort: cohort.Year, limit: size, cursor: next), page => page.Items);

    private async Task CompleteStageAsync(int stage)
    {
        var due = (await LearnersAsync()).Where(learner => learner.State == "enrolled" && learner.Stage == stage);
        foreach (var learner in due) await College.CompleteStageAsync(learner.Id, new() { Stage = stage });
    }
}

using AllInOne.Steps;
using Kernel;
using VocationalPlatform.Client;

namespace AllInOne;

/// <param name="Name">What is true afterwards.</param>
/// <param name="RunAsync">Looks first, so that a second time nothing is doubled.</param>
internal sealed record Step(string Name, Func<Task> RunAsync);

/// <summary>The paper's cooperation, done step by step through the public API.</summary>
internal sealed class Journey
{
    public Journey(Clients clients, Sample sample, Today today)
    {
        Refusals = new Refusals();
        var founding = new Founding(clients, sample, Refusals);
        var cooperations = Cooperations = new Cooperations(clients, sample, Refusals);
        var curriculum = Curriculum = new Curriculum(clients, sample, Refusals);
        var internships = Internships = new Internships(clients, sample, Refusals);
        var recognition = Recognition = new Recognition(clients, sample, Refusals, today);
        var certificates = Certificates = new Certificates(clients, sample, Refusals, today);
        var suspended = Suspended = new SuspendedTeacher(clients, sample, today);
        var resources = Resources = new SharedResources(clients, sample);
        var exam = Exam = new TransferExam(clients, sample, Refusals);
        var life = new StudentLife(clients, sample, Refusals, today);
        var cohort = Cohort = new Cohort(clients, sample, Refusals, exam);
        var outcomes = Outcomes = new Outcomes(clients, sample, Refusals, exam, cohort);
        var credits = Credits = new Credits(clients, sample);
        Cooperation =
        [
            new("organisations are registered and verified", founding.RegisterOrganisationsAsync),
            new("agreements are signed by all parties", founding.SignAgreementsAsync),
            new("the six articulations are activated", founding.ActivateArticulationsAsync),
            new("modules are defined, and the joint programme of an articulation is published (illustrative)", async () =>
            {
                await curriculum.DefineModulesAsync();
                await curriculum.PublishProgrammeAsync();
            }),
            new("the consortium is founded", cooperations.FoundConsortiumAsync),
            new("the base for practice is approved, and projects are under way", async () =>
            {
                await cooperations.ApproveBaseAsync();
                await cooperations.StartProjectsAsync();
                await cooperations.TagAgreementsAsync();
            }),
            new("a learner is enrolled", founding.EnrolLearnerAsync),
            new("internship slots are approved and opened", () => internships.OpenPresentSlotsAsync(today.Value)),
            new("a base is approved, and a method of recognition published", recognition.PrepareAsync),
            new("teachers practise, apply, are decided on and certified (illustrative)", recognition.CertifyAsync),
        ];
        Years =
        [
            new("2019: a cohort is enrolled at the college", cohort.EnrolAsync),
            new("2019: both institutions agree what earns credit", credits.AgreeOnMappingAsync),
            new("2021: the cohort completes its first stage", cohort.CompleteFirstStageAsync),
            new("2023: an enterprise offers internships, as many as its staff allows", internships.OfferAsync),
            new("2023: a learner applies, is offered a place, consents, and all three sign", internships.PlaceAsync),
            new("2024: the placement is completed, and credited", internships.CompleteAsync),
            new("2024: both institutions agree on the transfer plan", exam.AgreeOnPlanAsync),
            new("2024: X-certificates earn credit, and the cap refuses one", credits.CertifyAsync),
            new("2024: the cohort sits the transfer exam", exam.SitAsync),
            new("2024: a result is appealed against, and kept", outcomes.AppealAsync),
            new("2024: the cohort completes its second stage", cohort.CompleteSecondStageAsync),
            new("2024: those who failed or were absent sit again", exam.ResitAsync),
            new("2024: who passed transfers to the university", cohort.TransferAsync),
            new("2026: seven years after the enrolment they graduate", cohort.GraduateAsync),
            new("2026: what became of the graduates is recorded, and the share of the employed published", outcomes.FollowUpAsync),
            new("a teacher asks for a seat at the base, practises there, and the days count", cooperations.PractiseAsync),
            new("a certificate is revoked from a day in the month before", recognition.RevokeAsync),
            new("a recognition in full: days are missing, a panel has a conflict, an objection waits", certificates.RecogniseAsync),
            new("the certificate is renewed without a gap", certificates.RenewAsync),
            new("a suspension and its end reach both other services", suspended.SuspendAsync),
            new("a resource is shared with one institution, and not with a third", resources.ShareAsync),
            new("a learner repeats a year with a later cohort, on the pathway 3+2", life.RepeatYearAsync),
            new("a learner changes the major", life.ChangeMajorAsync),
            new("a corrected birth date reaches the other service", life.CorrectAsync),
            new("a learner comes from a secondary school to the bachelor diploma, on the pathway 3+4", life.FollowSecondaryRouteAsync),
            new("rules refuse, and say what would have to change", async () =>
            {
                await founding.BeRefusedAsync();
                await cooperations.BeRefusedAsync();
                await curriculum.BeRefusedAsync();
                await recognition.BeRefusedAsync();
            }),
        ];
    }

    public Refusals Refusals { get; }

    public Recognition Recognition { get; }

    public Certificates Certificates { get; }

    public SuspendedTeacher Suspended { get; }

    public SharedResources Resources { get; }

    public Internships Internships { get; }

    public TransferExam Exam { get; }

    public Cooperations Cooperations { get; }

    public Curriculum Curriculum { get; }

    public Cohort Cohort { get; }

    public Outcomes Outcomes { get; }

    public Credits Credits { get; }

    /// <summary>What there is of the cooperation today.</summary>
    public IReadOnlyList<Step> Cooperation { get; }

    /// <summary>How a cohort came through it; the business date moves with them.</summary>
    public IReadOnlyList<Step> Years { get; }

    /// <summary>Does what there is today; where what is there does not let one step happen, says so, and leaves the platform to whoever
    /// changed it.</summary>
    public async Task LoadAsync(TextWriter progress, TextWriter errors)
    {
        foreach (var (index, step) in Cooperation.Index())
        {
            try
            {
                await progress.WriteLineAsync($"  [{index + 1}/{Cooperation.Count}] {step.Name}");
                await step.RunAsync();
            }
            catch (Exception error) when (error is JourneyException or ApiException or HttpRequestException)
            {
                await errors.WriteLineAsync($"The sample is not loaded further, at \"{step.Name}\": {error.Message}");
                return;
            }
        }
        await progress.WriteLineAsync("The paper's cooperation is there. Stop with Ctrl+C.");
    }
}

using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client.Enrollment;
using static Enrollment.Tests.EnrollmentApp;

namespace Enrollment.Tests;

/// <summary>The service with the paper's e-commerce articulation, and learners of it who began five years ago and have come to the
/// transfer.</summary>
internal sealed class ExamApp(EnrollmentApp enrollment, Guid articulation) : IAsyncDisposable
{
    public const int Cohort = 2021;

    /// <summary>When the cohort began: its stages of two and three years end before the business date.</summary>
    public static readonly DateOnly Began = new(2021, 9, 1);

    /// <summary>The day after the last vocational stage's last year began is long past then.</summary>
    public static readonly DateOnly Ready = new(2026, 6, 30);

    /// <summary>How long a result may be appealed against.</summary>
    public const int AppealDays = 3;

    /// <summary>When results are published where a test does not care: it is too late for appeals on the business date.</summary>
    public static readonly DateOnly Settled = Day.AddDays(-10);

    /// <summary>When learners are registered where a test does not care.</summary>
    public static readonly DateOnly Registration = new(2026, 7, 1);

    private int numbers;

    public EnrollmentApp Enrollment => enrollment;

    public Guid Articulation => articulation;

    /// <inheritdoc cref="EnrollmentApp.By"/>
    public EnrollmentClient By(string? org) => enrollment.By(org);

    public static async Task<ExamApp> StartAsync(Engine engine, Action<IServiceCollection>? replace = null)
    {
        var enrollment = await EnrollmentApp.StartAsync(engine, replace: replace);
        return new ExamApp(enrollment, (await enrollment.ActiveAsync(Table1.ECommerce, cap: 300)).Id);
    }

    /// <summary>BJUT's weights (D8), a bonus of up to 10, a pass mark of 60.</summary>
    public TransferExam Exam(
        int resits = 1, string absence = "fails", int gateCredits = 0, int places = 100, string examinedBy = Ncut,
        string[]? tieBreak = null,
        decimal passMark = 60, IReadOnlyList<ExamComponent>? components = null) => new()
        {
            Components = components ??
            [
                new() { Code = "course-1", Name = "Course 1", Weight = 0.2m },
                new() { Code = "course-2", Name = "Course 2", Weight = 0.2m },
                new() { Code = "work", Name = "Regular work", Weight = 0.6m },
            ],
            BonusMax = 10,
            PassMark = passMark,
            Resits = resits,
            Absence = absence,
            GateCredits = gateCredits,
            AppealDays = AppealDays,
            ExaminedBy = examinedBy,
            TieBreak = tieBreak ?? (components is null ? ["work"] : [components[^1].Code]),
            Places = [new() { ArticulationId = articulation, Places = places }],
            Sittings = [],
        };

    public Task<TransferPlan> DraftAsync(
        TransferExam? exam = null, string org = Bpc, int cohort = Cohort, string from = Bpc, string to = Ncut) =>
        By(org).DraftTransferPlanAsync(new() { FromInstitution = from, ToInstitution = to, Cohort = cohort, Exam = exam ?? Exam() });

    public async Task<TransferPlan> AgreedAsync(TransferExam? exam = null)
    {
        var draft = await DraftAsync(exam);
        await ApproveAsync(draft, Bpc);
        return await ApproveAsync(draft, Ncut);
    }

    public async Task<TransferPlan> OpenAsync(TransferExam? exam = null) => await PostAsync((await AgreedAsync(exam)).Id, "opening");

    public Task<TransferPlan> ApproveAsync(TransferPlan plan, string org) =>
        By(org).ApproveTransferPlanAsync(plan.Id, new() { TextHash = plan.TextHash });

    /// <summary>A step of a plan that takes no body: opening, closing, resit, finalisation.</summary>
    public Task<TransferPlan> PostAsync(Guid plan, string step, string org = Bpc) => step switch
    {
        "opening" => By(org).OpenRegistrationAsync(plan),
        "closing" => By(org).CloseRegistrationAsync(plan),
        "resit" => By(org).OpenResitAsync(plan),
        "finalisation" => By(org).FinaliseTransferPlanAsync(plan),
        _ => throw new ArgumentException(step),
    };

    public Task<TransferPlan> PublishAsync(Guid plan, string org, DateOnly? publishedOn = null, string? resultsHash = null) =>
        By(org).PublishResultsAsync(plan, new() { PublishedOn = publishedOn, ResultsHash = resultsHash });

    /// <summary>Both publish on a day, which is the business date then.</summary>
    public async Task PublishedAsync(Guid plan, DateOnly? publishedOn = null, string from = Bpc)
    {
        var (today, present) = (enrollment.App.Today, enrollment.App.Today.Value);
        today.MoveTo(publishedOn ?? Settled);
        foreach (var org in new[] { from, Ncut }) await PublishAsync(plan, org);
        today.MoveTo(present);
    }

    /// <summary>Both publish today, for an earlier day.</summary>
    public async Task PublishedLateAsync(Guid plan, DateOnly publishedOn)
    {
        foreach (var org in new[] { Bpc, Ncut }) await PublishAsync(plan, org, publishedOn);
    }

    /// <summary>Both hold that the results are final.</summary>
    public async Task<TransferPlan> FinaliseAsync(Guid plan)
    {
        await PostAsync(plan, "finalisation");
        return await PostAsync(plan, "finalisation", Ncut);
    }

    public async Task<Guid> EnrolledAsync(string? person = null, int cohort = Cohort, DateOnly? enrolledOn = null) =>
        (await enrollment.EnrolAsync(
            Table1.ECommerce, $"E{Interlocked.Increment(ref numbers)}", birthDate: new DateOnly(2005, 5, 1), cohort: cohort, person: person,
            enrolledOn: enrolledOn ?? Began)).Id;

    /// <summary>A learner in the last vocational stage.</summary>
    public async Task<Guid> ReadyInLastStageAsync(string? person = null)
    {
        var learner = await EnrolledAsync(person);
        await CompleteAsync(learner, 1, Began.AddYears(2));
        return learner;
    }

    /// <summary>A learner who has completed both vocational stages.</summary>
    public async Task<Guid> ReadyAsync(string? person = null)
    {
        var learner = await ReadyInLastStageAsync(person);
        await CompleteAsync(learner, 2, Ready);
        return learner;
    }

    public Task<Learner> CompleteAsync(Guid learner, int stage, DateOnly? completedOn = null, string org = Bpc) =>
        By(org).CompleteStageAsync(learner, new() { Stage = stage, CompletedOn = completedOn });

    public Task<Learner> TransferAsync(Guid learner, DateOnly? transferredOn = null, string org = Ncut) =>
        By(org).TransferLearnerAsync(learner, new() { TransferredOn = transferredOn });

    /// <summary>Withdraws the last fact of its kind that stands, or the first.</summary>
    public async Task<Learner> WithdrawAsync(Guid learner, string fact, string org = Bpc, bool first = false)
    {
        var standing = (await By(org).ListLearnerFactsAsync(learner)).Items.Where(one => one.Fact == fact && one.SupersededOn is null);
        var mistaken = first ? standing.First() : standing.Last();
        return await By(org).WithdrawLearnerFactAsync(learner, mistaken.Version, new() { Reason = "Recorded for another learner." });
    }

    /// <summary>A step of a learner by its path, for tests that go through all of them.</summary>
    public Task<HttpResponseMessage> LearnAsync(Guid learner, string step, object body, string org = Bpc) =>
        enrollment.Registrar(org).PostAsync($"{Api}/learners/{learner}/{step}", body);

    public async Task CreditAsync(Guid learner) => await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));

    /// <summary>Registers on a day; by default before all publications, if the business date is the first one.</summary>
    public async Task<Candidate> RegisterAsync(Guid plan, Guid learner, string org = Bpc, DateOnly? on = null)
    {
        var (today, present) = (enrollment.App.Today, enrollment.App.Today.Value);
        today.MoveTo(on ?? (present == Day ? Registration : present));
        try
        {
            return await By(org).RegisterCandidateAsync(plan, new() { LearnerId = learner });
        }
        finally
        {
            today.MoveTo(present);
        }
    }

    public async Task<Guid> RegisteredAsync(Guid plan)
    {
        var learner = await ReadyAsync();
        await RegisterAsync(plan, learner);
        return learner;
    }

    public Task<Candidate> CandidateAsync(Guid plan, Guid learner) => By(Bpc).GetCandidateAsync(plan, learner);

    /// <summary>Enters marks, with a reason where they replace others.</summary>
    public async Task<Candidate> MarkAsync(Guid plan, Guid learner, EnterMarksRequest marks, string org = Ncut, int? version = null)
    {
        var candidate = await CandidateAsync(plan, learner);
        var entered = candidate.State == "registered" ? marks : marks with { Reason = "Entered for another candidate." };
        return await By(org).EnterMarksAsync(plan, learner, version ?? candidate.Version, entered);
    }

    public static EnterMarksRequest Marks(decimal first, decimal second, decimal work, decimal? bonus = null) => new()
    {
        Marks = [Mark("course-1", first), Mark("course-2", second), Mark("work", work)],
        Bonus = bonus,
    };

    /// <summary>The same mark in all components, which is the total.</summary>
    public static EnterMarksRequest Marks(decimal all) => Marks(all, all, all);

    public static ComponentMark Mark(string component, decimal mark) => new() { Component = component, Mark = mark };

    public static EnterMarksRequest Absent { get; } = new() { Absent = true };

    /// <summary>A plan whose first sitting is over: one learner for each of the results.</summary>
    public async Task<(Guid Plan, IReadOnlyList<Guid> Learners)> SatAsync(
        TransferExam? exam, IReadOnlyList<EnterMarksRequest> results, DateOnly? publishedOn = null)
    {
        var (plan, learners) = await MarkedAsync(exam, results);
        await PublishedAsync(plan, publishedOn);
        return (plan, learners);
    }

    /// <summary>The same, before the publication.</summary>
    public async Task<(Guid Plan, IReadOnlyList<Guid> Learners)> MarkedAsync(TransferExam? exam, IReadOnlyList<EnterMarksRequest> results)
    {
        var plan = (await OpenAsync(exam)).Id;
        var learners = new List<Guid>();
        foreach (var _ in results) learners.Add(await RegisteredAsync(plan));
        await PostAsync(plan, "closing");
        foreach (var (learner, result) in learners.Zip(results)) await MarkAsync(plan, learner, result);
        return (plan, learners);
    }

    public Task<TransferPlan> PlanAsync(Guid plan, string org = Bpc) => By(org).GetTransferPlanAsync(plan);

    public Task<Learner> LearnerAsync(Guid learner) => By(Bpc).GetLearnerAsync(learner);

    /// <summary>Numerator, denominator and value.</summary>
    public async Task<(int Passed, int Sat, string? Value)> RateAsync(DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        var figure = await By(Ncut).TransferPassRateAsync(Bpc, Ncut, Cohort, asOf, knownOn);
        return (figure.Numerator, figure.Denominator, figure.Value);
    }

    public ValueTask DisposeAsync() => enrollment.DisposeAsync();
}

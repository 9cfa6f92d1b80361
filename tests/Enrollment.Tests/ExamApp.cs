using System.Net;
using System.Text.Json;
using static Enrollment.Tests.EnrollmentApp;
using Testing;

namespace Enrollment.Tests;

/// <summary>The service with the paper's e-commerce articulation, and learners of it who began five years ago and have come to the transfer.</summary>
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

    private int numbers;

    public EnrollmentApp Enrollment => enrollment;

    public Guid Articulation => articulation;

    public static async Task<ExamApp> StartAsync(Engine engine)
    {
        var enrollment = await EnrollmentApp.StartAsync(engine);
        return new ExamApp(enrollment, (await enrollment.ActiveAsync(Table1.ECommerce, cap: 300)).Id());
    }

    /// <summary>BJUT's weights (D8), a bonus of up to 10, a pass mark of 60.</summary>
    public object Exam(int resits = 1, string absence = "fails", int gateCredits = 0, int places = 100, string examinedBy = Ncut, string[]? tieBreak = null, decimal passMark = 60, object? components = null) => new
    {
        components = components ?? new[]
        {
            new { code = "course-1", name = "Course 1", weight = 0.2m },
            new { code = "course-2", name = "Course 2", weight = 0.2m },
            new { code = "work", name = "Regular work", weight = 0.6m },
        },
        bonusMax = 10,
        passMark,
        resits,
        absence,
        gateCredits,
        appealDays = AppealDays,
        examinedBy,
        tieBreak = tieBreak ?? [],
        places = new[] { new { articulationId = articulation, places } },
    };

    public Task<HttpResponseMessage> DraftAsync(object? exam = null, string org = Bpc, int cohort = Cohort, string from = Bpc, string to = Ncut) =>
        enrollment.Registrar(org).PostAsync($"{Api}/transfer-plans", new { fromInstitution = from, toInstitution = to, cohort, exam = exam ?? Exam() });

    public async Task<JsonElement> AgreedAsync(object? exam = null)
    {
        var draft = await DraftAsync(exam).BodyAsync(HttpStatusCode.Created);
        await ApproveAsync(draft, Bpc).BodyAsync();
        return await ApproveAsync(draft, Ncut).BodyAsync();
    }

    public async Task<JsonElement> OpenAsync(object? exam = null)
    {
        var agreed = await AgreedAsync(exam);
        return await PostAsync(agreed.Id(), "opening").BodyAsync();
    }

    public Task<HttpResponseMessage> ApproveAsync(JsonElement plan, string org) => enrollment.Registrar(org).PostAsync($"{Api}/transfer-plans/{plan.Id()}/approvals", new { textHash = plan.Text("textHash") });

    /// <summary>A step of a plan that takes no body: opening, closing, resit, finalisation.</summary>
    public Task<HttpResponseMessage> PostAsync(Guid plan, string step, string org = Bpc) => enrollment.Registrar(org).PostAsync($"{Api}/transfer-plans/{plan}/{step}");

    public Task<HttpResponseMessage> PublishAsync(Guid plan, string org, DateOnly? publishedOn = null, string? resultsHash = null) =>
        enrollment.Registrar(org).PostAsync($"{Api}/transfer-plans/{plan}/publications", new { publishedOn, resultsHash });

    public async Task PublishedAsync(Guid plan, DateOnly? publishedOn = null)
    {
        foreach (var org in new[] { Bpc, Ncut }) await PublishAsync(plan, org, publishedOn ?? Settled).BodyAsync();
    }

    /// <summary>Both hold that the results are final.</summary>
    public async Task<JsonElement> FinaliseAsync(Guid plan)
    {
        await PostAsync(plan, "finalisation").BodyAsync();
        return await PostAsync(plan, "finalisation", Ncut).BodyAsync();
    }

    public async Task<Guid> EnrolledAsync(string? person = null, int cohort = Cohort, DateOnly? enrolledOn = null) => (await enrollment.Registrar(Bpc).PostAsync($"{Api}/learners", new
    {
        studentNumber = $"E{Interlocked.Increment(ref numbers)}",
        birthDate = new DateOnly(2005, 5, 1),
        cohort,
        fromMajor = Table1.ECommerce.FromMajor,
        toInstitution = Ncut,
        toMajor = Table1.ECommerce.ToMajor,
        person,
        enrolledOn = enrolledOn ?? Began,
    }).BodyAsync(HttpStatusCode.Created)).Id();

    /// <summary>A learner in the last vocational stage.</summary>
    public async Task<Guid> ReadyInLastStageAsync(string? person = null)
    {
        var learner = await EnrolledAsync(person);
        await CompleteAsync(learner, 1, Began.AddYears(2)).BodyAsync();
        return learner;
    }

    /// <summary>A learner who has completed both vocational stages.</summary>
    public async Task<Guid> ReadyAsync(string? person = null)
    {
        var learner = await ReadyInLastStageAsync(person);
        await CompleteAsync(learner, 2, Ready).BodyAsync();
        return learner;
    }

    public Task<HttpResponseMessage> CompleteAsync(Guid learner, int stage, DateOnly? completedOn = null, string org = Bpc) => LearnAsync(learner, "stage-completion", new { stage, completedOn }, org);

    public Task<HttpResponseMessage> TransferAsync(Guid learner, DateOnly? transferredOn = null, string org = Ncut) => LearnAsync(learner, "transfer", new { transferredOn }, org);

    public Task<HttpResponseMessage> LearnAsync(Guid learner, string step, object body, string org = Bpc) => enrollment.Registrar(org).PostAsync($"{Api}/learners/{learner}/{step}", body);

    public async Task CreditAsync(Guid learner) => await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));

    public Task<HttpResponseMessage> RegisterAsync(Guid plan, Guid learner, string org = Bpc) => enrollment.Registrar(org).PostAsync($"{Api}/transfer-plans/{plan}/candidates", new { learnerId = learner });

    public async Task<Guid> RegisteredAsync(Guid plan)
    {
        var learner = await ReadyAsync();
        await RegisterAsync(plan, learner).BodyAsync(HttpStatusCode.Created);
        return learner;
    }

    public Task<JsonElement> CandidateAsync(Guid plan, Guid learner) => enrollment.ReadAsync($"/transfer-plans/{plan}/candidates/{learner}");

    public async Task<HttpResponseMessage> MarkAsync(Guid plan, Guid learner, object body, string org = Ncut, int? version = null) =>
        await enrollment.Registrar(org).PutAsync($"{Api}/transfer-plans/{plan}/candidates/{learner}/marks", body, version ?? (await CandidateAsync(plan, learner)).Version());

    public static object Marks(decimal first, decimal second, decimal work, decimal? bonus = null) => new
    {
        marks = new[] { new { component = "course-1", mark = first }, new { component = "course-2", mark = second }, new { component = "work", mark = work } },
        bonus,
    };

    /// <summary>The same mark in all components, which is the total.</summary>
    public static object Marks(decimal all) => Marks(all, all, all);

    public static object Absent { get; } = new { absent = true };

    /// <summary>A plan whose first sitting is over: one learner for each of the results.</summary>
    public async Task<(Guid Plan, IReadOnlyList<Guid> Learners)> SatAsync(object? exam, IReadOnlyList<object> results, DateOnly? publishedOn = null)
    {
        var plan = (await OpenAsync(exam)).Id();
        var learners = new List<Guid>();
        foreach (var _ in results) learners.Add(await RegisteredAsync(plan));
        await PostAsync(plan, "closing").BodyAsync();
        foreach (var (learner, result) in learners.Zip(results)) await MarkAsync(plan, learner, result).BodyAsync();
        await PublishedAsync(plan, publishedOn);
        return (plan, learners);
    }

    public Task<JsonElement> PlanAsync(Guid plan, string org = Bpc) => enrollment.ReadAsync($"/transfer-plans/{plan}", org);

    public Task<JsonElement> LearnerAsync(Guid learner) => enrollment.ReadAsync($"/learners/{learner}");

    /// <summary>Numerator, denominator and value.</summary>
    public async Task<(int Passed, int Sat, string? Value)> RateAsync(string more = "")
    {
        var figure = await enrollment.ReadAsync($"/figures/transfer-pass-rate?fromInstitution={Bpc}&toInstitution={Ncut}&cohort={Cohort}{more}", ShougangIt);
        return (figure.Number("numerator"), figure.Number("denominator"), figure.GetProperty("value").GetString());
    }

    public ValueTask DisposeAsync() => enrollment.DisposeAsync();
}

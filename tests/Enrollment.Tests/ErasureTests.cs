using System.Net;
using System.Text;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Personal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using Xunit;
using static Enrollment.Tests.EnrollmentApp;

namespace Enrollment.Tests;

/// <summary>A learner's data: a copy of them, and their erasure (D44).</summary>
public sealed class ErasureTests
{
    private const string Person = "canary-person";
    private const string Number = "Canary-Number";
    private const string Reason = "canary: asked to be forgotten.";
    private static readonly DateOnly Born = new(2005, 2, 17);
    private static readonly string Shipped = Path.Combine(Repository.Root, "services", "Enrollment", "retention", "personal-data.json");

    [Theory, Engines]
    public async Task D44_the_learner_and_the_institution_read_all_that_is_held(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await LeftAsync(exam);

        foreach (var client in new[] { exam.Enrollment.Learner(Person), exam.Enrollment.Registrar(Bpc) })
        {
            var data = await new EnrollmentClient(client).ExportPersonalDataAsync(learner);

            Assert.Equal((learner, "learner"), (data.PersonId, data.Kind));
            Assert.Contains(data.Things, thing => thing.Kind == "learner");
            var values = data.Values.ToLookup(value => value.Member, value => value.Value);
            Assert.Equal(Number, values["student-number"].Last());
            Assert.Equal([Person], values["person"]);
            Assert.Equal(["2005-05-01", $"{Born:O}"], values["birth-date"]);
            Assert.Contains("canary: moved.", values["reason"]);
            Assert.Equal(["enrolled", "corrected", "withdrawn"], data.Acts.Select(act => act.Action));
        }
        await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(ShougangIt), $"/personal-data/{learner}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await exam.Enrollment.GetAsync(exam.Enrollment.Learner("another"), $"/personal-data/{learner}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D44_data_of_a_training_that_goes_on_are_needed(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync(Person);

        var refused = await Assert.ThrowsAsync<ApiException<Problem>>(() => Self(exam).AskErasureAsync(learner, new()));
        Assert.Equal(("D44", "/problems/enrollment/data-still-needed"), (refused.Result.Rule, refused.Result.Type));

        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved." });
        var asked = await Self(exam).AskErasureAsync(learner, new());
        Assert.Equal(("asked", "person", Bpc, Day.AddDays(15)), (asked.State, asked.AskedBy, asked.Institution, asked.DecideBy));
    }

    [Theory, Engines]
    public async Task D44_an_institution_asks_with_a_reason_and_decides_with_a_law(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await LeftAsync(exam);

        var silent = await Assert.ThrowsAsync<ApiException<Problem>>(() => exam.By(Bpc).AskErasureAsync(learner, new()));
        Assert.Equal("/problems/erasure-needs-reason", silent.Result.Type);
        var own = await exam.By(Bpc).AskErasureAsync(learner, new() { Reason = Reason });
        Assert.Equal(("granted", "institution", Day.AddDays(7)), (own.State, own.AskedBy, own.DueOn!.Value));
        var twice = await Assert.ThrowsAsync<ApiException<Problem>>(() => Self(exam).AskErasureAsync(learner, new()));
        Assert.Equal("/problems/erasure-open", twice.Result.Type);
        await exam.By(Bpc).WithdrawErasureAsync(own.Id, new() { Reason = "Another learner was meant." });

        var asked = await Self(exam).AskErasureAsync(learner, new());
        var lawless = await Assert.ThrowsAsync<ApiException<Problem>>(
            () => exam.By(Bpc).DecideErasureAsync(asked.Id, new() { Decision = "refuse" }));
        Assert.Equal("/problems/refusal-needs-law", lawless.Result.Type);
        var refused = await exam.By(Bpc).DecideErasureAsync(
            asked.Id, new() { Decision = "refuse", Law = "PIPL Art. 47", Reason = "A suit is pending." });
        Assert.Equal(("refused", "PIPL Art. 47"), (refused.State, refused.RefusedBy));
        Assert.Equal("refused", (await Self(exam).GetErasureAsync(asked.Id)).State);
        Assert.Equal(2, (await exam.By(Bpc).ListErasuresAsync()).Items.Count);
    }

    [Theory, Engines]
    public async Task D43_a_mistaken_request_is_withdrawn_before_it_is_carried_out(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await LeftAsync(exam);
        var asked = await Self(exam).AskErasureAsync(learner, new());
        var granted = await exam.By(Bpc).DecideErasureAsync(asked.Id, new() { Decision = "grant" });

        await Self(exam).WithdrawErasureAsync(asked.Id, new() { Reason = "Clicked in error." });

        await exam.By(Bpc).DecideErasureAsync(asked.Id, new() { Decision = "grant" })
            .ShouldBeProblemAsync("erasure-not-open", HttpStatusCode.Conflict);
        await exam.Enrollment.App.LiveUntilAsync(granted.DueOn!.Value.AddDays(1));
        Assert.Equal(Number, (await exam.LearnerAsync(learner)).StudentNumber);
        Assert.Empty(await exam.Enrollment.App.PublishedAsync<LearnerErasedV1>());
    }

    [Theory, Engines]
    public async Task D44_what_nobody_decides_in_good_time_counts_as_granted(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await LeftAsync(exam);
        var asked = await Self(exam).AskErasureAsync(learner, new());

        await exam.Enrollment.App.LiveUntilAsync(asked.DecideBy);
        Assert.Equal("asked", (await exam.By(Bpc).GetErasureAsync(asked.Id)).State);
        await exam.Enrollment.App.LiveUntilAsync(asked.DecideBy.AddDays(1));
        Assert.Equal("granted", (await exam.By(Bpc).GetErasureAsync(asked.Id)).State);
        await exam.Enrollment.App.LiveUntilAsync(asked.DecideBy.AddDays(8));
        Assert.Equal("done", (await exam.By(Bpc).GetErasureAsync(asked.Id)).State);
    }

    [Theory, Engines]
    public async Task D45_a_request_at_an_institution_that_ends_is_carried_on(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await LeftAsync(exam);
        var asked = await Self(exam).AskErasureAsync(learner, new());

        await exam.Enrollment.KnowAsync(Bpc, Contracts.IndustryPartnership.OrganisationKind.VocationalCollege, "closed", version: 9);
        await exam.Enrollment.App.LiveUntilAsync(Day.AddDays(1));
        await exam.Enrollment.App.LiveUntilAsync(Day.AddDays(8));

        Assert.Equal(learner, Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerErasedV1>()).Learner.Id);
        Assert.Equal("done", (await exam.By(Bpc).GetErasureAsync(asked.Id)).State);
    }

    [Theory, Engines]
    public async Task D44_an_erased_learner_is_out_of_sight_and_their_token_sees_nothing(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await LeftAsync(exam);
        var follower = new Follower(exam.Enrollment.Registrar(Bpc), exam.Enrollment.App.Db, EnrollmentService.Name);
        await follower.ReadAllAsync();
        Assert.Single(follower.Of("learner"));

        await EraseAsync(exam, learner);

        await follower.ReadAllAsync();
        Assert.Empty(follower.Of("learner"));
        await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(Bpc), $"/learners/{learner}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Empty((await Self(exam).ListLearnersAsync()).Items);
        Assert.Empty((await exam.By(Bpc).ListLearnersAsync(studentNumber: Number)).Items);
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerErasedV1>()).Learner;
        Assert.Equal((learner, "withdrawn", 4), (told.Id, told.State, told.Version));
        // A service that asks again learns the same, and no value.
        var again = Assert.Single((await exam.Enrollment.StatesAsync("enrollment/learner")).OfType<LearnerErasedV1>());
        Assert.Equal(told.Course, again.Learner.Course);
    }

    [Theory, Engines]
    public async Task D44_the_law_keeps_the_register_out_of_sight_and_for_its_years_alone(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await LeftAsync(exam);

        await EraseAsync(exam, learner);

        // What a correction replaced is needed by no law.
        Assert.Equal([$"{Born:O}", Number], await LockedAsync());
        Assert.Equal(0, await exam.Enrollment.App.Db.SingleAsync<int>(
            "SELECT COUNT(*) FROM $schema.personal_value WHERE thing_id = @id", new { id = $"{learner}" }));
        await exam.Enrollment.App.LiveUntilAsync(exam.Enrollment.App.Today.Value.AddYears(30));
        Assert.Equal(2, (await LockedAsync()).Count);
        await exam.Enrollment.App.LiveUntilAsync(exam.Enrollment.App.Today.Value.AddDays(1));
        Assert.Empty(await LockedAsync());

        Task<IReadOnlyList<string>> LockedAsync() =>
            exam.Enrollment.App.Db.QueryAsync<string>("SELECT value FROM $schema.locked_value ORDER BY member");
    }

    [Theory, Engines]
    public async Task D44_the_law_of_each_day_gives_its_periods(Engine engine)
    {
        // From the day after tomorrow on, an institution has 3 days, the erasure waits for 2, and the law keeps the number for a year.
        var later = $$"""
            {
              "id": "later", "source": "Made up.", "from": "{{Day.AddDays(2):O}}", "decideWithinDays": 3, "carryOutAfterDays": 2,
              "kept": [{ "kind": "learner", "member": "student-number", "years": 1, "source": "Made up.", "mark": "D" }]
            }
            """;
        var packs = new RetentionPacks([("now.json", await File.ReadAllTextAsync(Shipped)), ("later.json", later)]);
        await using var exam = await ExamApp.StartAsync(engine, services => services.AddSingleton(packs));
        var learner = await LeftAsync(exam);
        var asked = await Self(exam).AskErasureAsync(learner, new());
        Assert.Equal(Day.AddDays(15), asked.DecideBy);
        await Self(exam).WithdrawErasureAsync(asked.Id, new() { Reason = "Later." });

        exam.Enrollment.App.Today.MoveTo(Day.AddDays(2));
        var again = await Self(exam).AskErasureAsync(learner, new());
        Assert.Equal(Day.AddDays(5), again.DecideBy);
        var granted = await exam.By(Bpc).DecideErasureAsync(again.Id, new() { Decision = "grant" });
        Assert.Equal(Day.AddDays(4), granted.DueOn);
        await exam.Enrollment.App.LiveUntilAsync(Day.AddDays(4));

        var kept = Assert.Single(await exam.Enrollment.App.Db.QueryAsync<DateOnly>("SELECT kept_until FROM $schema.locked_value"));
        Assert.Equal(Day.AddDays(4).AddYears(1), kept);
    }

    [Theory, Engines]
    public async Task D44_the_same_file_and_the_same_key_bring_nothing_back(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var registrar = exam.Enrollment.Registrar(Bpc);
        var row = "studentNumber,birthDate,cohort,fromMajor,toInstitution,toMajor,person\n"
            + $"{Number},{Born:O},2026,530701,ncut,120201K,{Person}\n";
        await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", row));
        var learner = Assert.Single((await exam.By(Bpc).ListLearnersAsync(studentNumber: Number)).Items).Id;
        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = Reason }, idempotencyKey: "once");
        await EraseAsync(exam, learner);

        var again = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", row + "\n"));

        Assert.Equal((1L, 0L, 1L, 0L), again.Counts());
        Assert.Empty((await exam.By(Bpc).ListLearnersAsync()).Items);
        var taken = await Assert.ThrowsAsync<ApiException<Problem>>(
            () => exam.Enrollment.EnrolAsync(Table1.ECommerce, Number));
        Assert.Equal("/problems/enrollment/student-number-taken", taken.Result.Type);
        var repeated = await Assert.ThrowsAsync<ApiException<Problem>>(
            () => exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = Reason }, idempotencyKey: "once"));
        Assert.Equal("/problems/reply-erased", repeated.Result.Type);
    }

    [Fact]
    public async Task D44_no_value_is_left_in_the_file()
    {
        await using var exam = await ExamApp.StartAsync(Engine.Sqlite);
        var learner = await LeftAsync(exam);
        Assert.Contains(Number, await FileAsync(exam), StringComparison.Ordinal);

        await EraseAsync(exam, learner);
        await exam.Enrollment.App.LiveUntilAsync(exam.Enrollment.App.Today.Value.AddYears(30).AddDays(1));
        // Events leave once they are sent.
        await exam.Enrollment.App.PublishedAsync<LearnerErasedV1>();
        await ExecuteAsync(exam, "DELETE FROM enrollment.outbox");

        var file = await FileAsync(exam);
        Assert.DoesNotContain("canary", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain($"{Born:O}", file, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task D44_every_figure_is_as_before_as_of_and_as_known_on_any_day(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(80), ExamApp.Marks(40)]);
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[2], new() { Reason = "declined" });
        await exam.FinaliseAsync(plan);
        foreach (var learner in learners.Take(2)) await exam.TransferAsync(learner);
        exam.Enrollment.App.Today.MoveTo(OutcomeTests.Now);
        foreach (var learner in learners.Take(2))
        {
            await exam.By(Ncut).GraduateLearnerAsync(learner, new() { GraduatedOn = OutcomeTests.Graduated });
        }
        await exam.By(Ncut).RecordOutcomeAsync(learners[0], new()
        {
            Kind = OutcomeKind.Employment,
            Stated = new() { On = OutcomeTests.Now, Answer = "yes", EmployerKind = "private" },
        });
        exam.Enrollment.App.Today.MoveTo(OutcomeTests.Now.AddDays(60));
        var before = await FiguresAsync(exam);
        foreach (var part in (string[])["\"numerator\":2,\"denominator\":3", "\"numerator\":1,\"denominator\":2"])
        {
            Assert.Contains(part, before, StringComparison.Ordinal);
        }
        exam.Enrollment.App.Today.MoveTo(OutcomeTests.Now);

        foreach (var learner in learners.Take(2)) await EraseAsync(exam, learner, Ncut);
        await EraseAsync(exam, learners[2]);

        exam.Enrollment.App.Today.MoveTo(OutcomeTests.Now.AddDays(60));
        Assert.Equal(before, await FiguresAsync(exam));
    }

    private static EnrollmentClient Self(ExamApp exam) => new(exam.Enrollment.Learner(Person));

    private static async Task<Guid> LeftAsync(ExamApp exam)
    {
        var learner = await exam.EnrolledAsync(Person);
        await exam.By(Bpc).CorrectLearnerAsync(learner, new() { BirthDate = Born, StudentNumber = Number, Reason = "canary: a typo." });
        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "canary: moved." }, idempotencyKey: "left");
        return learner;
    }

    private static async Task EraseAsync(ExamApp exam, Guid learner, string org = Bpc)
    {
        var asked = await exam.By(org).AskErasureAsync(learner, new() { Reason = Reason });
        await exam.Enrollment.App.LiveUntilAsync(asked.DueOn!.Value);
        Assert.Equal("done", (await exam.By(org).GetErasureAsync(asked.Id)).State);
    }

    private static async Task<string> FiguresAsync(ExamApp exam)
    {
        var all = new StringBuilder();
        foreach (var measure in new[] { "progression", "pass-rate", "further-study", "employment" })
        {
            foreach (var (org, days, known) in
                from org in new[] { Bpc, Ncut }
                from days in new[] { -400, -5, 0, 1, 20, 730, 745, 790 }
                from known in new[] { -5, 0, 20, 730, 745, 790 }
                select (org, days, known))
            {
                var path = $"/figures/learners?of={measure}&institution={org}&cohort={ExamApp.Cohort}&asOf={Day.AddDays(days):O}"
                    + $"&knownOn={Day.AddDays(known):O}";
                var reply = await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(org), path);
                all.Append(path).Append(' ').AppendLine(await reply.Content.ReadAsStringAsync());
            }
        }
        return all.ToString();
    }

    private static async Task ExecuteAsync(ExamApp exam, [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql)
    {
        await using var scope = exam.Enrollment.App.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => work.ExecuteAsync(sql));
    }

    private static async Task<string> FileAsync(ExamApp exam)
    {
        var file = Path.Combine(exam.Enrollment.App.Services.GetRequiredService<IConfiguration>()["Sqlite:Folder"]!, "enrollment.db");
        return await DatabaseFile.ReadAsync(file);
    }
}

using System.Text.Json;
using CsCheck;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using Xunit;
using static Enrollment.Tests.EnrollmentApp;

namespace Enrollment.Tests;

/// <summary>A partner that follows the change feed from a snapshot has exactly what the lists give it.</summary>
public sealed class ChangeFeedTests
{
    private static readonly string[] Partners = [Bpc, Ncut, ShougangIt];

    private static readonly Gen<(int Step, int Pick)[]> Histories =
        Gen.Select(Gen.Int[0, 17], Gen.Int[0, 30]).Array[20, 45];

    [Fact]
    public Task A_partner_that_follows_has_what_the_lists_give_after_any_history() => Histories.SampleAsync(
        async history =>
        {
            await using var exam = await ExamApp.StartAsync(Engine.Sqlite);
            var app = exam.Enrollment;
            var known = new Known(exam);
            var followers = Partners.Select(org => new Follower(app.Registrar(org), app.App.Db, EnrollmentService.Name)).ToList();
            // A plan with a registered candidate, so that each step finds something.
            foreach (var step in (int[])[9, 4, 9, 4]) await known.DoAsync(step, 0);
            foreach (var (step, pick) in history)
            {
                if (step == 17) await followers[pick % 3].ReadAsync();
                else await known.DoAsync(step, pick);
            }
            foreach (var follower in followers) await CompareAsync(follower);
        },
        iter: 12);

    [Theory, Engines]
    public async Task The_course_and_the_exam_are_in_the_feed_of_both_institutions_and_of_no_third(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(
            exam.Exam(resits: 0), [ExamApp.Marks(80), ExamApp.Marks(30)], ExamApp.Settled);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);

        foreach (var org in Partners)
        {
            var follower = new Follower(exam.Enrollment.Registrar(org), exam.Enrollment.App.Db, EnrollmentService.Name, limit: 200);
            await follower.ReadAllAsync();
            await CompareAsync(follower);
            Assert.Equal(org == ShougangIt ? 0 : 2, follower.Of("learner").Count());
            Assert.Equal(org == ShougangIt ? 0 : 2, follower.Of("transfer-candidate").Count());
            Assert.Equal(org == ShougangIt ? 0 : 1, follower.Of("diploma").Count());
        }
    }

    [Theory, Engines]
    public async Task What_a_reply_shows_of_another_thing_is_told_when_that_changes(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        var follower = new Follower(exam.Enrollment.Registrar(Ncut), exam.Enrollment.App.Db, EnrollmentService.Name);
        await follower.ReadAllAsync();

        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved." });

        await follower.ReadAllAsync();
        Assert.Contains("\"state\":\"left\"", Assert.Single(follower.Of("transfer-candidate")), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_list_since_a_moment_has_whatever_changed_since_then() => Histories.SampleAsync(
        async history =>
        {
            await using var exam = await ExamApp.StartAsync(Engine.Sqlite);
            var known = new Known(exam);
            var reader = new Follower(exam.Enrollment.Registrar(Ncut), exam.Enrollment.App.Db, EnrollmentService.Name);
            foreach (var step in (int[])[9, 4, 9, 4]) await known.DoAsync(step, 0);
            var (since, before) = (DateTimeOffset.UtcNow, await ListsAsync(reader));
            foreach (var (step, pick) in history.Append((17, 0)))
            {
                await known.DoAsync(step, pick);
                if (step != 17) continue;
                var now = DateTimeOffset.UtcNow;
                var lists = await ListsAsync(reader);
                foreach (var (path, items) in lists)
                {
                    var changed = (await reader.ListAsync($"{path}?updatedSince={since:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}")).ToHashSet();
                    Assert.Superset(items.Except(before.GetValueOrDefault(path, [])).ToHashSet(), changed);
                    Assert.Subset(items.ToHashSet(), changed);
                }
                (since, before) = (now, lists);
            }
        },
        iter: 8);

    [Theory, Engines]
    public async Task A_list_since_a_moment_has_what_rests_on_a_change_and_nothing_else(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var (leaver, stayer) = (await exam.RegisteredAsync(plan), await exam.RegisteredAsync(plan));
        var since = DateTimeOffset.UtcNow.AddMilliseconds(1);
        await Eventually.TrueAsync(() => Task.FromResult(DateTimeOffset.UtcNow > since.AddMilliseconds(1)));

        await exam.By(Bpc).WithdrawLearnerAsync(leaver, new() { Reason = "Moved." });

        var reader = exam.By(Ncut);
        Assert.Equal([leaver], (await reader.ListLearnersAsync(updatedSince: since)).Items.Select(one => one.Id));
        // The withdrawal changed nothing of the candidate itself, but its reply.
        Assert.Equal([leaver], (await reader.ListCandidatesAsync(plan, updatedSince: since)).Items.Select(one => one.LearnerId));
        Assert.Equal(
            [leaver, stayer],
            (await reader.ListCandidatesAsync(plan, updatedSince: since.AddDays(-1))).Items.Select(one => one.LearnerId));
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>> ListsAsync(Follower reader)
    {
        var learners = (await reader.ListAsync("learners")).Select(IdOf);
        var plans = (await reader.ListAsync("transfer-plans")).Select(IdOf);
        string[] paths =
        [
            "learners", "articulations", "modules", "learning-outcomes", "equivalences", "transfer-plans", "pathways", "programmes",
            .. learners.SelectMany(learner => new[] { "diplomas", "passed-modules" }, (learner, what) => $"learners/{learner}/{what}"),
            .. plans.Select(plan => $"transfer-plans/{plan}/candidates"),
        ];
        var lists = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var path in paths) lists[path] = await reader.ListAsync(path);
        return lists;

        static string IdOf(string item) => JsonSerializer.Deserialize<JsonElement>(item).GetProperty("id").GetString()!;
    }

    // Who is named may be one too many, and never one too few: it only saves asking all organisations.
    [Fact]
    public async Task Every_organisation_that_sees_more_than_strangers_is_named()
    {
        await using var exam = await ExamApp.StartAsync(Engine.Sqlite);
        await exam.SatAsync(exam.Exam(), [ExamApp.Marks(80)], ExamApp.Settled);
        await exam.Enrollment.DraftAsync(Table1.ComputerNetworks);

        var told = await NamedOrganisations.CheckAsync(exam.Enrollment.App, [.. Partners, Dji]);

        Assert.True(told > 5, "Nothing was compared.");
    }

    private static async Task CompareAsync(Follower follower)
    {
        await follower.ReadAllAsync();
        foreach (var (kind, path) in ((string, string)[])
            [
                ("learner", "learners"), ("articulation", "articulations"), ("module", "modules"),
                ("learning-outcome", "learning-outcomes"), ("equivalence", "equivalences"), ("transfer-plan", "transfer-plans"),
                ("pathway", "pathways"), ("programme", "programmes"),
            ])
        {
            Assert.Equal(await follower.ListAsync(path), follower.Of(kind));
        }
        var learners = follower.Things.Keys.Where(key => key.Kind == "learner").Select(key => $"learners/{key.Thing}").ToList();
        var plans = follower.Things.Keys.Where(key => key.Kind == "transfer-plan").Select(key => $"transfer-plans/{key.Thing}").ToList();
        foreach (var (kind, paths) in ((string, IEnumerable<string>)[])
            [
                ("diploma", learners.Select(path => $"{path}/diplomas")), ("outcome", learners.Select(path => $"{path}/outcomes")),
                ("passed-module", learners.Select(path => $"{path}/passed-modules")),
                ("x-certificate", learners.Select(path => $"{path}/x-certificates")),
                ("transfer-candidate", plans.Select(path => $"{path}/candidates")),
            ])
        {
            var listed = new List<string>();
            foreach (var path in paths) listed.AddRange(await follower.ListAsync(path));
            Assert.Equal(listed.Order(), follower.Of(kind));
        }
    }

    /// <summary>The things of a history, and its steps. A step that the rules refuse changes nothing.</summary>
    private sealed class Known(ExamApp exam)
    {
        private readonly List<Guid> learners = [];
        private readonly List<Module> modules = [];
        private readonly List<Equivalence> equivalences = [];
        private Guid? plan;
        private int number;

        public async Task DoAsync(int step, int pick)
        {
            try
            {
                await StepAsync(step, pick);
            }
            catch (ApiException)
            {
                // The rules refuse many of these steps.
            }
        }

        private async Task StepAsync(int step, int pick)
        {
            var org = Partners[pick % 2];
            var learner = learners.Count > 0 ? learners[pick % learners.Count] : Guid.Empty;
            switch (step)
            {
                case 0 or 1: learners.Add(await exam.EnrolledAsync()); break;
                case 2: await exam.CompleteAsync(learner, 1, ExamApp.Began.AddYears(2)); break;
                case 3: await exam.CompleteAsync(learner, 2, ExamApp.Ready); break;
                case 4: learners.Add(await exam.ReadyAsync()); break;
                case 5: await exam.By(org).StartLeaveAsync(learner, new() { Reason = "Illness." }); break;
                case 6: await exam.By(org).EndLeaveAsync(learner, new()); break;
                case 7 when pick % 3 == 0: await exam.By(org).WithdrawLearnerAsync(learner, new() { Reason = "Moved." }); break;
                case 7 or 8: await exam.By(org).ChangeClassAsync(learner, new() { Class = $"class-{pick}" }); break;
                case 9 when plan is null: plan = (await exam.OpenAsync()).Id; break;
                case 9 when plan is { } at: await exam.RegisterAsync(at, learner); break;
                case 10: await PassAsync(learner, pick); break;
                case 11 when plan is { } at: await exam.PostAsync(at, "closing"); break;
                case 12 when plan is { } at: await exam.MarkAsync(at, learner, ExamApp.Marks(pick % 2 == 0 ? 80 : 20)); break;
                case 13 when plan is { } at: await exam.PublishedAsync(at, ExamApp.Settled); break;
                case 14 when pick % 2 == 0: await exam.TransferAsync(learner, exam.Enrollment.App.Today.Value); break;
                case 14: await exam.Enrollment.DraftAsync(Table1.All[pick % 6]); break;
                case 15 when pick % 4 == 0 && modules.Count > 0: await exam.Enrollment.RetireAsync(modules[pick % modules.Count]); break;
                case 15: modules.Add(await exam.Enrollment.DefineAsync(org, $"M{number++}")); break;
                case 16 when pick % 3 == 0 && equivalences.Count > 0:
                    await exam.By(Ncut).AgreeEquivalenceAsync(equivalences[pick % equivalences.Count].Id);
                    break;
                case 16: await ProposeAsync(pick); break;
                default: break;
            }
        }

        private async Task ProposeAsync(int pick) => equivalences.Add(await exam.By(Bpc).ProposeEquivalenceAsync(new()
        {
            FromInstitution = Bpc,
            ToInstitution = Ncut,
            Value = "equivalent",
            Alternatives = [new() { Modules = [$"N{number++}-{pick}"] }],
            Earns = [$"E{pick}"],
        }));

        private Task<PassedModule> PassAsync(Guid learner, int pick) => exam.By(Bpc).RecordPassedModuleAsync(
            learner, new() { TakenAt = Bpc, Module = $"P{pick}", Grade = "good", PassedOn = ExamApp.Began.AddDays(pick) });
    }
}

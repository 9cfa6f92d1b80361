using CsCheck;
using Enrollment.Features.Figures;
using Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>A figure over any history, with corrections, is what a fold over the facts gives (D41, D43).</summary>
public sealed class FigureHistoryTests
{
    private static readonly string[] States = ["enrolled", "transferred", "graduated", "withdrawn"];
    private static readonly string[] Answers = ["yes", "no", "unknown"];
    private static readonly string[] Classes = ["a", "b"];
    private static readonly string[] Outcomes = ["passed", "failed", "absent"];
    private static readonly string[] Kinds = ["employment", "further-study"];
    private static readonly DateOnly First = Day.AddDays(-40);

    // Days are counted from the first. A corrected fact is superseded on a day, and another has its version from then on.
    private sealed record Fact(int On, int RecordedOn, string State, int Cohort, string Class, bool IsAtUniversity, Correction? Correction);

    private sealed record Correction(int After, int On, string State, int Cohort, bool IsAtUniversity);

    private sealed record Answered(string Kind, int On, int RecordedOn, string Answer, int? WithdrawnAfter);

    // Of the exam of the cohort that one of the facts has; later ones of the same sitting correct it.
    private sealed record Result(int Fact, int Sitting, int On, int RecordedOn, string Outcome);

    private sealed record History(Fact[] Facts, Answered[] Answers, Result[] Results)
    {
        public int CohortOf(Result result) => Facts[result.Fact % Facts.Length].Cohort;
    }

    private sealed record Known(
        int Version, int Seq, int On, int From, int? Until, string State, int Cohort, string Class, bool IsAtUniversity);

    private static readonly Gen<string> State = Gen.Int[0, 3].Select(one => States[one]);
    private static readonly Gen<string> Class = Gen.Int[0, 1].Select(one => Classes[one]);
    private static readonly Gen<string> Answer = Gen.Int[0, 2].Select(one => Answers[one]);

    private static readonly Gen<Fact> Facts = Gen.Select(
        Gen.Int[0, 20], Gen.Int[0, 20], State, Gen.Int[2021, 2022], Class, Gen.Bool,
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 20], State, Gen.Int[2021, 2022], Gen.Bool)
            .Select(one => new Correction(one.Item1, one.Item2, one.Item3, one.Item4, one.Item5)).Null(),
        (on, recorded, state, cohort, @class, isAtUniversity, correction) =>
            new Fact(on, recorded, state, cohort, @class, isAtUniversity, correction));

    private static readonly Gen<History> Histories = Gen.Select(
        Facts.Array[1, 4],
        Gen.Select(
            Gen.Int[0, 1], Gen.Int[0, 20], Gen.Int[0, 20], Answer, Gen.Int[0, 10].Nullable(),
            (kind, on, recorded, answer, after) => new Answered(Kinds[kind], on, recorded, answer, after)).Array[0, 3],
        Gen.Select(
            Gen.Int[0, 3], Gen.Int[1, 2], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 2],
            (fact, sitting, on, recorded, outcome) => new Result(fact, sitting, on, recorded, Outcomes[outcome])).Array[0, 4],
        (facts, answers, results) => new History(facts, answers, results));

    private static readonly Gen<(int AsOf, int KnownOn, int? Cohort, string? Class)> Questions = Gen.Select(
        Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[2021, 2022].Nullable(), Class.Null(),
        (asOf, knownOn, cohort, @class) => (asOf, knownOn, cohort, @class));

    [Theory, Engines]
    public async Task D41_every_figure_equals_a_fold_over_the_facts(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var count = 0;
        await Gen.Select(Histories.Array[1, 6], Questions.Array[1, 6]).SampleAsync(
            async (histories, questions) =>
            {
                var institution = $"school-{Interlocked.Increment(ref count)}";
                await exam.Enrollment.KnowAsync(institution, Contracts.IndustryPartnership.OrganisationKind.VocationalCollege);
                var plans = await PlansAsync(exam, institution);
                foreach (var (index, history) in histories.Index())
                {
                    await KeepAsync(exam, institution, plans, history, isCountedAtOnce: index % 2 == 0);
                }
                await KeptCountTests.SweepAsync(exam.Enrollment);
                var classes = histories.SelectMany(FactsOf).Select(fact => fact.Class).ToHashSet();
                foreach (var (asOf, knownOn, cohort, @class) in questions.Where(one => one.Class is null || classes.Contains(one.Class)))
                {
                    foreach (var of in new[] { "progression", "pass-rate", "further-study", "employment" })
                    {
                        var figure = await exam.By(institution).ReadFigureAsync(
                            of, institution, null, cohort, @class, First.AddDays(asOf), First.AddDays(knownOn));
                        var answers = histories.Select(history => Folded(history, of, asOf, knownOn, cohort, @class)).OfType<string>()
                            .ToList();
                        Assert.Equal(
                            (answers.Count(answer => answer == "yes"), answers.Count, answers.Count(answer => answer == "unknown"),
                                answers.Count(answer => answer == "none")),
                            (figure.Numerator, figure.Denominator, figure.Unknown, figure.NotRecorded));
                    }
                }
            },
            iter: 60, threads: 1);
    }

    // Null for a learner who is not counted.
    private static string? Folded(History history, string of, int asOf, int knownOn, int? cohort, string? @class)
    {
        var now = FactsOf(history)
            .Where(fact => fact.On <= asOf && fact.From <= knownOn && !(fact.Until <= knownOn))
            .OrderBy(fact => fact.On).ThenBy(fact => fact.Version).ThenBy(fact => fact.Seq).LastOrDefault();
        if (of == "pass-rate") return (@class ?? now?.Class) == now?.Class ? Passed(history, asOf, knownOn, cohort) : null;
        if (now is null || (cohort ?? now.Cohort) != now.Cohort || (@class ?? now.Class) != now.Class) return null;
        if (of == "progression") return now.IsAtUniversity ? "yes" : "no";
        if (now.State != "graduated") return null;
        return history.Answers.Index()
            .Where(one => one.Item.Kind == of && one.Item.On <= asOf && one.Item.RecordedOn <= knownOn)
            .Where(one => !(one.Item.RecordedOn + one.Item.WithdrawnAfter <= knownOn))
            .OrderBy(one => one.Item.On).ThenBy(one => one.Index).LastOrDefault().Item?.Answer ?? "none";
    }

    // The last result of each sitting, and of those the last one; absence is no result here.
    private static string? Passed(History history, int asOf, int knownOn, int? cohort)
    {
        var last = history.Results.Index()
            .Where(one => one.Item.On <= asOf && one.Item.RecordedOn <= knownOn)
            .GroupBy(one => (history.CohortOf(one.Item), one.Item.Sitting))
            .Select(one => one.OrderBy(result => result.Item.On).ThenBy(result => result.Index).Last())
            .Where(one => one.Item.Outcome != "absent")
            .OrderBy(one => one.Item.On).ThenBy(one => one.Item.Sitting).ThenBy(one => one.Index).LastOrDefault().Item;
        if (last is null || (cohort ?? history.CohortOf(last)) != history.CohortOf(last)) return null;
        return last.Outcome == "passed" ? "yes" : "no";
    }

    private static IEnumerable<Known> FactsOf(History history)
    {
        var seq = 0;
        foreach (var (index, fact) in history.Facts.Index())
        {
            var until = fact.RecordedOn + fact.Correction?.After;
            yield return new(
                index + 1, seq++, fact.On, fact.RecordedOn, until, fact.State, fact.Cohort, fact.Class, fact.IsAtUniversity);
            if (fact.Correction is not { } right) continue;
            yield return new(index + 1, seq++, right.On, until!.Value, null, right.State, right.Cohort, fact.Class, right.IsAtUniversity);
        }
    }

    private static async Task<IReadOnlyDictionary<int, Guid>> PlansAsync(ExamApp exam, string institution)
    {
        var plans = new Dictionary<int, Guid> { [2021] = Guid.NewGuid(), [2022] = Guid.NewGuid() };
        using var scope = exam.Enrollment.App.Services.CreateScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(async () =>
        {
            foreach (var (cohort, id) in plans)
            {
                await work.ExecuteAsync(
                    """
                    INSERT INTO enrollment.transfer_plan (
                        id, from_institution, to_institution, cohort, examined_by, bonus_max, pass_mark, resits, absence, gate_credits,
                        state, sitting, revision, text, text_hash, results_revision, guard, version, created_at)
                    VALUES (
                        @id, @institution, @Ncut, @cohort, @Ncut, 0, 6000, 1, 'fails', 0, 'final', 1, 1, '{}', '', 1, 0, 1, @now)
                    """,
                    new { id, institution, Ncut, cohort, now = DateTimeOffset.UnixEpoch });
            }
        });
        return plans;
    }

    // Either each row changes the counts, or the sweep counts them all later.
    private static async Task KeepAsync(
        ExamApp exam, string institution, IReadOnlyDictionary<int, Guid> plans, History history, bool isCountedAtOnce)
    {
        using var scope = exam.Enrollment.App.Services.CreateScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var (learner, now) = (Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        Task CountedAsync(Func<Task> insert) => isCountedAtOnce ? FigureCounts.ChangeAsync(work, learner, insert) : insert();
        await work.RunAsync(async () =>
        {
            if (!isCountedAtOnce)
            {
                await work.ExecuteAsync("INSERT INTO enrollment.uncounted_learner (learner_id) VALUES (@learner)", new { learner });
            }
            foreach (var fact in FactsOf(history))
            {
                await CountedAsync(() => work.ExecuteAsync(
                    """
                    INSERT INTO enrollment.learner_fact (
                        learner_id, version, recorded_version, fact, state, stage, cohort, class, articulation_id, institution,
                        present_institution, effective_on, recorded_on, recorded_at, superseded_on, superseded_at)
                    VALUES (
                        @learner, @Version, @recordedVersion, 'corrected', @State, 1, @Cohort, @Class, @Articulation, @institution,
                        @present, @on, @from, @now, @until, @now)
                    """,
                    new
                    {
                        learner,
                        fact.Version,
                        recordedVersion = fact.Seq,
                        fact.State,
                        fact.Cohort,
                        fact.Class,
                        exam.Articulation,
                        institution,
                        present = fact.IsAtUniversity ? Ncut : institution,
                        on = First.AddDays(fact.On),
                        from = First.AddDays(fact.From),
                        until = fact.Until is { } until ? First.AddDays(until) : (DateOnly?)null,
                        now,
                    }));
            }
            foreach (var answer in history.Answers)
            {
                var until = answer.RecordedOn + answer.WithdrawnAfter;
                await CountedAsync(() => work.ExecuteAsync(
                    """
                    INSERT INTO enrollment.outcome_fact (
                        outcome_id, version, learner_id, kind, answer, withdrawn, effective_on, recorded_on, recorded_at, superseded_on)
                    VALUES (@id, 1, @learner, @Kind, @Answer, 0, @on, @recorded, @now, @until)
                    """,
                    new
                    {
                        id = Guid.NewGuid(),
                        learner,
                        answer.Kind,
                        answer.Answer,
                        on = First.AddDays(answer.On),
                        recorded = First.AddDays(answer.RecordedOn),
                        until = until is { } day ? First.AddDays(day) : (DateOnly?)null,
                        now,
                    }));
            }
            var candidates = history.Results.Select(result => (Cohort: history.CohortOf(result), result.Sitting)).Distinct()
                .ToDictionary(sat => sat, _ => Guid.NewGuid());
            foreach (var ((cohort, sitting), id) in candidates)
            {
                await work.ExecuteAsync(
                    """
                    INSERT INTO enrollment.transfer_candidate (
                        id, plan_id, learner_id, articulation_id, sitting, state, registered_on, version, created_at)
                    VALUES (@id, @plan, @learner, @Articulation, @sitting, 'passed', @First, 1, @now)
                    """,
                    new { id, plan = plans[cohort], learner, exam.Articulation, sitting, First, now });
            }
            foreach (var (index, result) in history.Results.Index())
            {
                var cohort = history.CohortOf(result);
                await CountedAsync(() => work.ExecuteAsync(
                    """
                    INSERT INTO enrollment.transfer_result (
                        plan_id, candidate_id, version, learner_id, sitting, outcome, total, effective_on, recorded_on, recorded_at)
                    VALUES (@plan, @candidate, @version, @learner, @Sitting, @Outcome, 6000, @on, @recorded, @now)
                    """,
                    new
                    {
                        plan = plans[cohort],
                        candidate = candidates[(cohort, result.Sitting)],
                        version = index + 1,
                        learner,
                        result.Sitting,
                        result.Outcome,
                        on = First.AddDays(result.On),
                        recorded = First.AddDays(result.RecordedOn),
                        now,
                    }));
            }
        });
    }
}

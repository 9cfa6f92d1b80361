using CsCheck;
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
    private static readonly DateOnly First = Day.AddDays(-40);

    // Days are counted from the first. A corrected fact is superseded on a day, and another has its version from then on.
    private sealed record Fact(int On, int RecordedOn, string State, int Cohort, string Class, bool IsAtUniversity, Correction? Correction);

    private sealed record Correction(int After, int On, string State, int Cohort, bool IsAtUniversity);

    private sealed record Answered(int On, int RecordedOn, string Answer, int? WithdrawnAfter);

    private sealed record History(Fact[] Facts, Answered[] Answers);

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
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], Answer, Gen.Int[0, 10].Nullable())
            .Select(one => new Answered(one.Item1, one.Item2, one.Item3, one.Item4)).Array[0, 3],
        (facts, answers) => new History(facts, answers));

    private static readonly Gen<(int AsOf, int KnownOn, int? Cohort, string? Class)> Questions = Gen.Select(
        Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[2021, 2022].Nullable(), Class.Null(),
        (asOf, knownOn, cohort, @class) => (asOf, knownOn, cohort, @class));

    [Theory, Engines]
    public async Task D41_progression_and_employment_equal_a_fold_over_the_facts(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var count = 0;
        await Gen.Select(Histories.Array[1, 6], Questions.Array[1, 6]).SampleAsync(
            async (histories, questions) =>
            {
                var institution = $"school-{Interlocked.Increment(ref count)}";
                await exam.Enrollment.KnowAsync(institution, Contracts.IndustryPartnership.OrganisationKind.VocationalCollege);
                foreach (var history in histories) await KeepAsync(exam, institution, history);
                foreach (var (asOf, knownOn, cohort, @class) in questions)
                {
                    foreach (var of in new[] { "progression", "employment" })
                    {
                        var figure = await exam.By(Bpc).ReadFigureAsync(
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
        if (now is null || (cohort ?? now.Cohort) != now.Cohort || (@class ?? now.Class) != now.Class) return null;
        if (of == "progression") return now.IsAtUniversity ? "yes" : "no";
        if (now.State != "graduated") return null;
        return history.Answers.Index()
            .Where(one => one.Item.On <= asOf && one.Item.RecordedOn <= knownOn)
            .Where(one => !(one.Item.RecordedOn + one.Item.WithdrawnAfter <= knownOn))
            .OrderBy(one => one.Item.On).ThenBy(one => one.Index).LastOrDefault().Item?.Answer ?? "none";
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

    private static async Task KeepAsync(ExamApp exam, string institution, History history)
    {
        using var scope = exam.Enrollment.App.Services.CreateScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var (learner, now) = (Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        await work.RunAsync(async () =>
        {
            foreach (var fact in FactsOf(history))
            {
                await work.ExecuteAsync(
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
                    });
            }
            foreach (var answer in history.Answers)
            {
                var until = answer.RecordedOn + answer.WithdrawnAfter;
                await work.ExecuteAsync(
                    """
                    INSERT INTO enrollment.outcome_fact (
                        outcome_id, version, learner_id, kind, answer, withdrawn, effective_on, recorded_on, recorded_at, superseded_on)
                    VALUES (@id, 1, @learner, 'employment', @Answer, 0, @on, @recorded, @now, @until)
                    """,
                    new
                    {
                        id = Guid.NewGuid(),
                        learner,
                        answer.Answer,
                        on = First.AddDays(answer.On),
                        recorded = First.AddDays(answer.RecordedOn),
                        until = until is { } day ? First.AddDays(day) : (DateOnly?)null,
                        now,
                    });
            }
        });
    }
}

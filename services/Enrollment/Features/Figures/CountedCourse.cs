using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Figures;

/// <summary>
/// What the figures of institutions count of one learner: all that was ever recorded, also what no longer stands (D41, D43).
/// </summary>
/// <param name="Facts">In the order in which they hold.</param>
/// <param name="Answers">The outcomes that were not withdrawn, in the order in which they hold.</param>
/// <param name="Results">The results of exams, in the order in which they hold.</param>
internal sealed record CountedCourse(
    IReadOnlyList<CountedFact> Facts, IReadOnlyList<CountedAnswer> Answers, IReadOnlyList<CountedResult> Results)
{
    public static CountedCourse None { get; } = new([], [], []);

    /// <summary>That of a learner who is enrolled now.</summary>
    public static CountedCourse Of(Learner enrolled, Act act) => new([CountedFact.Of(enrolled, act)], [], []);

    public static async Task<CountedCourse> OfAsync(IReader reader, Guid learner) => new(
        await reader.QueryAsync<CountedFact>(
            """
            SELECT f.state, f.cohort, f.institution, f.present_institution, a.to_institution, f.effective_on, f.recorded_on,
                f.superseded_on
            FROM enrollment.learner_fact f
            JOIN enrollment.articulation a ON a.id = f.articulation_id
            WHERE f.learner_id = @learner
            ORDER BY f.effective_on, f.version, f.seq
            """,
            new { learner }),
        await reader.QueryAsync<CountedAnswer>(
            """
            SELECT kind, answer, effective_on, recorded_on, superseded_on
            FROM enrollment.outcome_fact
            WHERE learner_id = @learner
                AND withdrawn = 0
            ORDER BY effective_on, seq
            """,
            new { learner }),
        await reader.QueryAsync<CountedResult>(
            """
            SELECT r.seq, r.candidate_id, r.sitting, r.outcome, p.from_institution, p.to_institution, p.cohort, r.effective_on,
                r.recorded_on
            FROM enrollment.transfer_result r
            JOIN enrollment.transfer_plan p ON p.id = r.plan_id
            WHERE r.learner_id = @learner
            ORDER BY r.effective_on, r.version, r.seq
            """,
            new { learner }));

    /// <summary>
    /// The learner's part of the kept counts. Summed up to a day of effect and to one of knowledge, it says where the learner counts then.
    /// </summary>
    public Dictionary<FigureCountKey, int> Counts()
    {
        DateOnly[] days = InOrder(Facts.Select(fact => fact.EffectiveOn), Answers.Select(one => one.EffectiveOn),
            Results.Select(result => result.EffectiveOn));
        DateOnly[] known = InOrder(Facts.SelectMany(fact => fact.Days.Known), Answers.SelectMany(one => one.Days.Known),
            Results.Select(result => result.RecordedOn));
        var counts = new Dictionary<FigureCountKey, int>();
        for (var day = 0; day < days.Length; day++)
        {
            for (var knownOn = 0; knownOn < known.Length; knownOn++)
            {
                Add(day, knownOn, day, knownOn, 1);
                Add(day, knownOn, day - 1, knownOn, -1);
                Add(day, knownOn, day, knownOn - 1, -1);
                Add(day, knownOn, day - 1, knownOn - 1, 1);
            }
        }
        return counts;

        // What counted at the earlier days is in their sums already.
        void Add(int day, int knownOn, int asOf, int asKnownOn, int number)
        {
            if (asOf < 0 || asKnownOn < 0) return;
            foreach (var place in On(days[asOf], known[asKnownOn]))
            {
                var key = new FigureCountKey(place, days[day], known[knownOn]);
                counts[key] = counts.GetValueOrDefault(key) + number;
            }
        }
    }

    private IEnumerable<CountedPlace> On(DateOnly asOf, DateOnly knownOn)
    {
        if (Facts.LastOrDefault(fact => fact.Days.Hold(asOf, knownOn)) is { } now)
        {
            foreach (var institution in new[] { now.Institution, now.PresentInstitution }.Distinct())
            {
                var hasProgressed = now.PresentInstitution == now.ToInstitution;
                yield return new(Measure.Progression, institution, now.Cohort, hasProgressed ? "yes" : "no");
                if (now.State != LearnerState.Graduated) continue;
                yield return new(Measure.FurtherStudy, institution, now.Cohort, AnswerOn(Measure.FurtherStudy, asOf, knownOn));
                yield return new(Measure.Employment, institution, now.Cohort, AnswerOn(Measure.Employment, asOf, knownOn));
            }
        }
        if (ResultOn(asOf, knownOn) is not { } result) yield break;
        foreach (var institution in new[] { result.FromInstitution, result.ToInstitution }.Distinct())
        {
            yield return new(Measure.PassRate, institution, result.Cohort, result.Outcome == "passed" ? "yes" : "no");
        }
    }

    private string AnswerOn(string kind, DateOnly asOf, DateOnly knownOn) =>
        Answers.LastOrDefault(one => one.Kind == kind && one.Days.Hold(asOf, knownOn))?.Answer ?? "none";

    // Of each candidate the last result, and of those the last one. Absence that does not count is no result.
    private CountedResult? ResultOn(DateOnly asOf, DateOnly knownOn) => Results
        .Where(result => result.EffectiveOn <= asOf && result.RecordedOn <= knownOn)
        .GroupBy(result => result.CandidateId)
        .Select(sat => sat.Last())
        .Where(result => result.Outcome != "absent")
        .OrderBy(result => result.EffectiveOn).ThenBy(result => result.Sitting).ThenBy(result => result.Seq)
        .LastOrDefault();

    private static DateOnly[] InOrder(params IEnumerable<DateOnly>[] days) => [.. days.SelectMany(day => day).Distinct().Order()];
}

/// <summary>Where a learner counts, and as what.</summary>
internal sealed record CountedPlace(string Measure, string Institution, int Cohort, string Answer);

/// <summary>The days of something: from which it holds, and on which it was recorded and superseded.</summary>
internal sealed record CountedDays(DateOnly EffectiveOn, DateOnly RecordedOn, DateOnly? SupersededOn)
{
    public IEnumerable<DateOnly> Known => SupersededOn is { } until ? [RecordedOn, until] : [RecordedOn];

    public bool Hold(DateOnly asOf, DateOnly knownOn) =>
        EffectiveOn <= asOf && RecordedOn <= knownOn && !(SupersededOn <= knownOn);
}

/// <summary>A fact of the learner's course.</summary>
internal sealed record CountedFact
{
    public string State { get; init; } = "";
    public int Cohort { get; init; }
    public string Institution { get; init; } = "";
    public string PresentInstitution { get; init; } = "";
    public string ToInstitution { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public DateOnly RecordedOn { get; init; }
    public DateOnly? SupersededOn { get; init; }

    public CountedDays Days => new(EffectiveOn, RecordedOn, SupersededOn);

    public static CountedFact Of(Learner enrolled, Act act) => new()
    {
        State = enrolled.State,
        Cohort = enrolled.Cohort,
        Institution = enrolled.Institution,
        PresentInstitution = enrolled.PresentInstitution,
        ToInstitution = enrolled.ToInstitution,
        EffectiveOn = enrolled.ChangedOn,
        RecordedOn = act.Today,
    };
}

/// <summary>An outcome that was not withdrawn.</summary>
internal sealed record CountedAnswer
{
    public string Kind { get; init; } = "";
    public string Answer { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public DateOnly RecordedOn { get; init; }
    public DateOnly? SupersededOn { get; init; }

    public CountedDays Days => new(EffectiveOn, RecordedOn, SupersededOn);
}

/// <summary>A result of the transfer exam.</summary>
internal sealed record CountedResult
{
    public long Seq { get; init; }
    public Guid CandidateId { get; init; }
    public int Sitting { get; init; }
    public string Outcome { get; init; } = "";
    public string FromInstitution { get; init; } = "";
    public string ToInstitution { get; init; } = "";
    public int Cohort { get; init; }
    public DateOnly EffectiveOn { get; init; }
    public DateOnly RecordedOn { get; init; }
}

using Contracts.Enrollment;
using IndustryPartnership.Rules.Internships;
using Kernel.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Applications;

/// <summary>What is known here of a learner, by whom they may be placed.</summary>
internal sealed record LearnerRow
{
    public string Institution { get; init; } = "";
    public string? Person { get; init; }
    public DateOnly BirthDate { get; init; }
    public string Major { get; init; } = "";
    public string State { get; init; } = "";
    public int Stage { get; init; }
    public DateOnly? StageBeganOn { get; init; }

    public static Task<LearnerRow?> FindAsync(IReader reader, Guid id) =>
        reader.FindAsync<LearnerRow>("SELECT institution, person, birth_date, major, state, stage, stage_began_on FROM partnership.learner WHERE id = @id", new { id });

    /// <summary>Why the learner cannot have a place of the slot: out of training or gone from the institution (D5), of another class of majors (D36), or too young or too new for each of its days (D27).</summary>
    public ProblemHttpResult? WhyNot(RulePacks packs, SlotFacts slot, string institution) =>
        WhyNotInTraining(institution) ?? Problems.NotFor(Judge(packs, slot, slot.EndsOn, _ => "notBefore"));

    /// <summary>Why nothing begins for the learner at an institution: out of training, on leave, or gone to another one (D5,
    /// D45).</summary>
    public ProblemHttpResult? WhyNotInTraining(string institution) =>
        !LearnerState.InTraining.Contains(State) || Institution != institution ? Problems.LearnerNotInTraining(State, institution) : null;

    /// <summary>What the pack of a slot says of the learner, who would begin on a day; nothing where none governs it or binds it.</summary>
    public IReadOnlyList<RuleVerdict> Judge(RulePacks packs, SlotFacts slot, DateOnly startedOn, Func<DateOnly, string> member)
    {
        if (packs.Of(slot.StartsOn) is not { } pack || !packs.Binds(pack, slot)) return [];
        var verdicts = new List<RuleVerdict>();
        if (packs.LimitsOf<MajorMatch.Limits>(pack, MajorMatch.Name) is { } near) verdicts.Add(new(MajorMatch.Name, MajorMatch.Judge(Major, slot.Majors, near)));
        if (packs.LimitsOf<ProtectedYouth.Limits>(pack, ProtectedYouth.Name) is { } youth)
        {
            // A slot may ask for more years than its pack.
            var age = youth with { MinimumAge = Math.Max(youth.MinimumAge, slot.MinimumAge ?? 0) };
            verdicts.Add(new(ProtectedYouth.Name, ProtectedYouth.JudgeStart(BirthDate, startedOn, age, member)));
            verdicts.Add(new(ProtectedYouth.FirstYear, ProtectedYouth.JudgeStage(Stage, StageBeganOn, startedOn, youth, member)));
        }
        return verdicts;
    }
}

using Contracts.Enrollment;
using IndustryPartnership.Features.Slots;
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

    public static Task<LearnerRow?> FindAsync(IReader reader, Guid id) =>
        reader.FindAsync<LearnerRow>("SELECT institution, person, birth_date, major, state FROM partnership.learner WHERE id = @id", new { id });

    /// <summary>Why the learner cannot have a place of the slot: out of training or gone from the institution (D5), or of another class of majors (D36).</summary>
    public ProblemHttpResult? WhyNot(Slot slot, string institution) =>
        !LearnerState.InTraining.Contains(State) || Institution != institution ? Problems.LearnerNotInTraining(State, institution)
        : MajorMatch.Judge(Major, slot.Majors) is { Passes: false } mismatch ? Problems.MajorDoesNotMatch(mismatch)
        : null;
}

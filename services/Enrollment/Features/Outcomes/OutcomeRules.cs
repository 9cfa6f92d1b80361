using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Outcomes;

/// <summary>What speaks against a stated outcome. A record and a correction ask the same.</summary>
internal static class OutcomeRules
{
    /// <summary>S6: an outcome follows the completed bachelor stage.</summary>
    /// <returns>Refused without a change while the learner is not graduated, since no day passes then.</returns>
    public static Verdict JudgeGraduated(Learner learner) => learner.State == LearnerState.Graduated
        ? Verdict.Passed("S6")
        : Verdict.Refused("S6", new { learner.State, learner.Stage });

    /// <summary>S7: who works has one employer, registered or named by its kind alone. Nobody else has one.</summary>
    public static Verdict JudgeEmployer(string kind, StatedOutcome stated)
    {
        var needed = kind == OutcomeKind.Employment && stated.Answer == StatedOutcome.Yes ? 1 : 0;
        var given = new[] { stated.Employer, stated.EmployerKind }.Count(one => one is not null);
        if (given == needed) return Verdict.Passed("S7");
        object change = needed == 0 ? new { employer = (string?)null, employerKind = (string?)null }
            : stated.Employer is { } employer ? new { employer, employerKind = (string?)null }
            : new { employerKind = "other" };
        return Verdict.Refused("S7", new { kind, stated.Answer, stated.Employer, stated.EmployerKind }, change);
    }

    /// <summary>D45: nobody begins at an employer after its end.</summary>
    /// <param name="endedOn">The day on which the employer was closed; null while it is not, or where the day is not known.</param>
    /// <param name="on">The first day of work.</param>
    /// <param name="earliest">The day of graduation.</param>
    /// <returns>Refused with the last day that passes, if there is one.</returns>
    public static Verdict JudgeEmployerOpen(DateOnly? endedOn, DateOnly on, DateOnly earliest) => endedOn is { } end && on > end
        ? Verdict.Refused("D45", new { on, endedOn }, end < earliest ? null : new { on = end })
        : Verdict.Passed("D45");

    /// <summary>Why an outcome is refused; null if nothing speaks against it.</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Learner learner, string kind, StatedOutcome stated, Act act)
    {
        if (JudgeGraduated(learner) is { Passes: false } early) return Problems.NotGraduated(early);
        var day = RecordedDay.Judge("S6", "on", stated.On, learner.Since, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        if (JudgeEmployer(kind, stated) is { Passes: false } employer) return Problems.EmployerUnclear(employer);
        if (stated.Employer is not { } code) return null;
        var known = await work.FindAsync<Employer>(
            "SELECT code, ended_on FROM enrollment.organisation WHERE code = @code", new { code });
        if (known is null) return CommonProblems.NotYetKnown("organisation", code);
        var open = JudgeEmployerOpen(known.EndedOn, stated.On, learner.Since);
        return open.Passes ? null : Problems.EmployerClosed(code, open);
    }

    private sealed record Employer
    {
        public string Code { get; init; } = "";
        public DateOnly? EndedOn { get; init; }
    }
}

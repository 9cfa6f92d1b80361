using Contracts.Enrollment;
using Contracts.IndustryPartnership;
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
    /// <param name="work">The transaction, which holds the learner.</param>
    /// <param name="learner">The graduate.</param>
    /// <param name="kind">Further study or employment.</param>
    /// <param name="stated">What the graduate said.</param>
    /// <param name="act">Who records it.</param>
    /// <param name="corrected">The outcome that is corrected; null for a new one.</param>
    public static async Task<Refusal?> WhyNotAsync(
        UnitOfWork work, Learner learner, string kind, StatedOutcome stated, Act act, Guid? corrected = null)
    {
        if (JudgeGraduated(learner) is { Passes: false } early) return Problems.NotGraduated(early);
        var day = RecordedDay.Judge("S6", "on", stated.On, learner.Since, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        if (JudgeEmployer(kind, stated) is { Passes: false } employer) return Problems.EmployerUnclear(employer);
        if (stated.Employer is { } code && await WhyNotEmployerAsync(work, learner, code, stated.On) is { } refused) return refused;
        // Of two standing ones of a day, nobody could say which one counts.
        var same = await OutcomeRow.OfDayAsync(work, learner.Id, kind, stated.On);
        return same is null || same == corrected ? null : Problems.OutcomeOfDayRecorded(learner.Id, same.Value, kind, stated.On);
    }

    private static async Task<Refusal?> WhyNotEmployerAsync(UnitOfWork work, Learner learner, string code, DateOnly on)
    {
        var known = await work.FindAsync<Employer>(
            "SELECT code, kind, ended_on FROM enrollment.organisation WHERE code = @code", new { code });
        if (known is null) return CommonProblems.NotYetKnown("organisation", code);
        if (known.Kind != OrganisationKind.Enterprise) return Problems.EmployerNotAnEnterprise(code, known.Kind);
        var open = JudgeEmployerOpen(known.EndedOn, on, learner.Since);
        return open.Passes ? null : Problems.EmployerClosed(code, open);
    }

    private sealed record Employer
    {
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
        public DateOnly? EndedOn { get; init; }
    }
}

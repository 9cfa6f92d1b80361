using Kernel;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// D31: a move to another enterprise needs its own agreement. That enterprise, the institution and the learner sign it before the first day
/// there.
/// </summary>
public static class DayOfMove
{
    /// <param name="signedOn">The day of a signature.</param>
    /// <param name="consentedOn">The day of the last consent of learner and guardian.</param>
    /// <param name="effectiveOn">The first day at the next enterprise.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the nearest day that passes; without one if the first day there is not after the last consent.</returns>
    public static Verdict Judge(DateOnly signedOn, DateOnly consentedOn, DateOnly effectiveOn, DateOnly today)
    {
        var latest = effectiveOn.AddDays(-1) < today ? effectiveOn.AddDays(-1) : today;
        if (consentedOn <= signedOn && signedOn <= latest) return Verdict.Passed("D31", new { signedOn, consentedOn, effectiveOn });
        var nearest = signedOn < consentedOn ? consentedOn : latest;
        var facts = new { signedOn, consentedOn, effectiveOn, today };
        return Verdict.Refused("D31", facts, consentedOn <= latest ? new { signedOn = nearest } : null);
    }

    /// <summary>A move to another enterprise must leave a day for the signatures.</summary>
    /// <param name="effectiveOn">The first day there.</param>
    /// <param name="today">The day of the proposal.</param>
    /// <returns>Refused with the first day that passes.</returns>
    public static Verdict JudgeProposal(DateOnly effectiveOn, DateOnly today) => today < effectiveOn
        ? Verdict.Passed("D31", new { effectiveOn, today })
        : Verdict.Refused("D31", new { effectiveOn, today }, new { effectiveOn = today.AddDays(1) });
}

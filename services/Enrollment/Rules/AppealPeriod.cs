using Kernel;

namespace Enrollment.Rules;

/// <summary>
/// D7: a published result may be appealed against for the plan's days. Until they are over, it is not final and no resit follows. They
/// begin with the publication, and not before it was recorded: nobody could appeal before.
/// </summary>
/// <param name="PublishedOn">The day from which the sitting's results hold.</param>
/// <param name="RecordedOn">The business date on which the last publication was recorded.</param>
/// <param name="Days">The plan's days.</param>
internal sealed record AppealPeriod(DateOnly PublishedOn, DateOnly RecordedOn, int Days)
{
    public DateOnly LastDay => (RecordedOn > PublishedOn ? RecordedOn : PublishedOn).AddDays(Days);

    /// <param name="today">The business date.</param>
    /// <returns>Whether an appeal is in time.</returns>
    public Verdict JudgeAppeal(DateOnly today) =>
        today <= LastDay ? Verdict.Passed("D7") : Verdict.Refused("D7", Facts(today));

    /// <param name="today">The business date.</param>
    /// <returns>Refused with the first day on which the sitting is over.</returns>
    public Verdict JudgeOver(DateOnly today) => today > LastDay
        ? Verdict.Passed("D7")
        : Verdict.Refused("D7", Facts(today), new { notBefore = LastDay.AddDays(1) });

    private object Facts(DateOnly today) => new { today, PublishedOn, RecordedOn, appealDays = Days, LastDay };
}

using Kernel;

namespace Enrollment.Rules;

/// <summary>A learner who passed: first the total, then the marks of the tie-break's components in order, all in hundredths.</summary>
internal sealed record Standing(Guid LearnerId, IReadOnlyList<int> Score) : IComparable<Standing>
{
    public int CompareTo(Standing? other) =>
        Score.Zip(other!.Score, (own, others) => own.CompareTo(others)).FirstOrDefault(difference => difference != 0);
}

/// <summary>D4: places go in the order of scores. Only the published tie-break settles equal scores.</summary>
internal static class TransferRank
{
    /// <param name="learner">The learner who wants a place.</param>
    /// <param name="standings">All learners who hold or may claim one, with this learner.</param>
    /// <param name="places">How many there are.</param>
    public static (Verdict Verdict, bool IsTie) Judge(Guid learner, IReadOnlyCollection<Standing> standings, int places)
    {
        var own = standings.Single(standing => standing.LearnerId == learner);
        var ahead = standings.Count(other => other.CompareTo(own) > 0);
        var level = standings.Count(other => other.CompareTo(own) == 0);
        if (ahead + level <= places) return (Verdict.Passed("D4"), false);

        var total = own.Score[0] / 100m;
        if (ahead < places) return (Verdict.Refused("D4", new { rank = ahead + 1, level, places, total }), true);
        var lastInside = standings.Order().Reverse().ElementAt(places - 1).Score[0] / 100m;
        return (Verdict.Refused("D4", new { rank = ahead + 1, places, total, lastInside }), false);
    }
}

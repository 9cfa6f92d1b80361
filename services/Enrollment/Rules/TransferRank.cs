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
    /// <param name="taken">How many of them transfers have taken.</param>
    /// <returns>The rank, with its facts also where it passes; and whether a tie is open.</returns>
    public static (Verdict Verdict, bool IsTie) Judge(Guid learner, IReadOnlyCollection<Standing> standings, int places, int taken = 0)
    {
        var own = standings.Single(standing => standing.LearnerId == learner);
        var ahead = standings.Count(other => other.CompareTo(own) > 0);
        var level = standings.Count(other => other.CompareTo(own) == 0);
        var total = own.Score[0] / 100m;
        if (ahead + level <= places) return (Verdict.Passed("D4", new { rank = ahead + 1, places, taken, total }), false);
        if (ahead < places) return (Verdict.Refused("D4", new { rank = ahead + 1, level, places, taken, total }), true);
        var lastInside = standings.Order().Reverse().ElementAt(places - 1).Score[0] / 100m;
        return (Verdict.Refused("D4", new { rank = ahead + 1, places, taken, total, lastInside }), false);
    }
}

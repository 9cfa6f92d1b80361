namespace Enrollment.Rules;

/// <summary>D12: what the post internships of a learner earn by their articulation: each the same, and all together at most the cap.</summary>
internal static class InternshipCredit
{
    /// <param name="each">What one earns, in tenths of a credit.</param>
    /// <param name="cap">The most that all earn together.</param>
    /// <param name="placements">The placements that were passed, with their last days, in whatever order they were heard of.</param>
    /// <returns>What each earns: the earlier first, of those of one day the one with the lower identity; a later one what the cap leaves.</returns>
    public static IReadOnlyDictionary<Guid, int> Of(int each, int cap, IEnumerable<(Guid Id, DateOnly EndsOn)> placements)
    {
        var left = cap;
        var earned = new Dictionary<Guid, int>();
        foreach (var (id, _) in placements.OrderBy(placement => placement.EndsOn).ThenBy(placement => placement.Id))
        {
            earned[id] = Math.Min(each, left);
            left -= earned[id];
        }
        return earned;
    }
}

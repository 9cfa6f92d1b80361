namespace Enrollment.Rules;

/// <summary>D12: each post internship of a learner earns the same credit, and all together at most the cap.</summary>
internal static class InternshipCredit
{
    /// <param name="each">What one earns, in tenths of a credit.</param>
    /// <param name="cap">The most that all earn together.</param>
    /// <param name="placements">The passed placements with their last days, in any order.</param>
    /// <returns>The credit of each, in the order of their last days, then identities. A later one earns what the cap leaves.</returns>
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

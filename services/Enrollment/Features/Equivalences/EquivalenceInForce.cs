namespace Enrollment.Features.Equivalences;

/// <summary>D12: of an equivalence and those that replaced it, the one in force on the day of enrolment applies to a learner.</summary>
internal static class EquivalenceInForce
{
    /// <param name="agreed">All that were agreed, from the oldest, ended ones too.</param>
    /// <param name="enrolledOn">The day of enrolment. Whoever enrolled before the first one has the first one.</param>
    /// <returns>
    /// Of each the version that applies, from the oldest. A replacement ends nothing for those enrolled before; an end without one does.
    /// </returns>
    public static IReadOnlyList<Equivalence> Of(IReadOnlyList<Equivalence> agreed, DateOnly enrolledOn)
    {
        var ids = agreed.Select(one => one.Id).ToHashSet();
        var next = agreed.Where(one => one.Replaces is not null).ToLookup(one => one.Replaces!.Value);
        var applying = agreed.Where(one => one.Replaces is not { } replaced || !ids.Contains(replaced)).Select(first =>
        {
            var (applies, last) = (first, first);
            while (next[last.Id].FirstOrDefault() is { } later)
            {
                last = later;
                if (later.DecidedOn <= enrolledOn) applies = later;
            }
            return applies with { EndedOn = last.EndedOn };
        });
        return [.. applying.OrderBy(one => one.DecidedAt)];
    }
}

using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D17: what a teacher states as practice, and when the base or the enterprise could be practised at.</summary>
/// <param name="Stated">The days that are stated.</param>
/// <param name="Countable">When the base was approved, or an agreement with the enterprise was in force; these may overlap.</param>
public sealed record PracticeItem(Period Stated, IReadOnlyList<Period> Countable);

/// <summary>D17: practice is counted in distinct days, of those only on which it could be done at that place; overlaps count once.</summary>
public sealed class Practice
{
    private readonly IReadOnlyList<IReadOnlyList<Period>> ofItems;
    private readonly IReadOnlyList<Period> ofAll;

    public Practice(IReadOnlyList<PracticeItem> items)
    {
        ofItems = [.. items.Select(item => Period.Merge(item.Countable.Select(item.Stated.And)))];
        ofAll = Period.Merge(ofItems.SelectMany(periods => periods));
    }

    /// <summary>How many days count in a window, each once.</summary>
    public int CountIn(Period window) => Count(ofAll, window);

    /// <summary>How many days of each item count in a window, in the items' order; a day of two items is in both numbers.</summary>
    public IReadOnlyList<int> CountEachIn(Period window) => [.. ofItems.Select(periods => Count(periods, window))];

    private static int Count(IEnumerable<Period> periods, Period window) => periods.Sum(period => period.And(window).Days);
}

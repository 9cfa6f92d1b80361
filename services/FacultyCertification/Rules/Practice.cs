using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D17: practice of a teacher, and the days on which practice at its place counts.</summary>
/// <param name="Stated">The days of the practice.</param>
/// <param name="Countable">The days of the base's approval, or of an agreement with the enterprise. They may overlap.</param>
public sealed record PracticeItem(Period Stated, IReadOnlyList<Period> Countable);

/// <summary>D17: practice counts in distinct days, on which practice at its place counts. Overlaps count once.</summary>
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

    /// <summary>How many days of each item count in a window, in the items' order. A day of two items is in both numbers.</summary>
    public IReadOnlyList<int> CountEachIn(Period window) => [.. ofItems.Select(periods => Count(periods, window))];

    private static int Count(IEnumerable<Period> periods, Period window) => periods.Sum(period => period.And(window).Days);
}

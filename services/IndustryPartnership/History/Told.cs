namespace IndustryPartnership;

/// <summary>
/// What other services tell. Each version is kept once, as it was told first: the answer to a catch-up has a later moment.
/// </summary>
internal static class Told
{
    // China has one zone and no summer time.
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>The day of a fact that carries none of its own.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Beijing).DateTime);
}

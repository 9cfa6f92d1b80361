namespace IndustryPartnership;

/// <summary>News from other services. The first version told is kept, because a catch-up answer has a later moment.</summary>
internal static class Told
{
    // China has one time zone and no summer time.
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>The day of a fact that has none of its own.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Beijing).DateTime);
}

using Kernel.Data;

namespace IndustryPartnership;

/// <summary>
/// What was done with a slot, an application or a placement, with its business date: the audit knows the moment alone. Placements'
/// timelines are made of them, and of what has rows of its own.
/// </summary>
internal static class Steps
{
    /// <summary>A placement was stopped before it began.</summary>
    public const string CalledOff = "called off";

    /// <summary>The day of the step that made a version of a thing; null if none is kept.</summary>
    public static Task<DateOnly?> DayOfAsync(UnitOfWork work, Guid thing, int version) => work.FindAsync<DateOnly?>(
        "SELECT taken_on FROM partnership.step WHERE thing_id = @thing AND version = @version", new { thing, version });

    /// <summary>Keeps a step, in the transaction of the change that makes it.</summary>
    /// <param name="work">That transaction.</param>
    /// <param name="thing">The slot, the application or the placement.</param>
    /// <param name="version">Its version after the change.</param>
    /// <param name="what">What was done.</param>
    /// <param name="organisation">The organisation that did it, or whose learner did.</param>
    /// <param name="on">The day that it is of.</param>
    /// <param name="now">The moment of recording.</param>
    public static Task AddAsync(
        UnitOfWork work, Guid thing, int version, string what, string organisation, DateOnly on, DateTimeOffset now) => work.ExecuteAsync(
        """
        INSERT INTO partnership.step (thing_id, version, what, organisation, taken_on, recorded_at)
        VALUES (@thing, @version, @what, @organisation, @on, @now)
        """,
        new { thing, version, what, organisation, on, now });
}

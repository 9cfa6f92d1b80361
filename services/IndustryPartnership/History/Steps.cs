using Kernel.Data;

namespace IndustryPartnership;

/// <summary>
/// The steps of a slot, an application or a placement, with their business dates; the audit has only the moment. Placements' timelines use
/// them.
/// </summary>
internal static class Steps
{
    /// <summary>A placement was stopped before it began.</summary>
    public const string CalledOff = "called off";

    /// <summary>The day of the step that made a version of a thing; null if it is not kept.</summary>
    public static Task<DateOnly?> DayOfAsync(UnitOfWork work, Guid thing, int version) => work.FindAsync<DateOnly?>(
        "SELECT taken_on FROM partnership.step WHERE thing_id = @thing AND version = @version", new { thing, version });

    /// <summary>Stores a step in the transaction of its change.</summary>
    /// <param name="work">That transaction.</param>
    /// <param name="thing">The slot, the application or the placement.</param>
    /// <param name="version">Its version after the change.</param>
    /// <param name="what">What was done.</param>
    /// <param name="organisation">The organisation that did it, or whose learner did.</param>
    /// <param name="on">Its day.</param>
    /// <param name="now">The moment of recording.</param>
    public static Task AddAsync(
        UnitOfWork work, Guid thing, int version, string what, string organisation, DateOnly on, DateTimeOffset now) => work.ExecuteAsync(
        """
        INSERT INTO partnership.step (thing_id, version, what, organisation, taken_on, recorded_at)
        VALUES (@thing, @version, @what, @organisation, @on, @now)
        """,
        new { thing, version, what, organisation, on, now });
}

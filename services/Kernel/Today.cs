namespace Kernel;

/// <summary>
/// The business date that rules see, in China's zone. Leases, tokens and time-outs see <see cref="TimeProvider"/> instead.
/// </summary>
/// <param name="clock">The source of the date until it is moved.</param>
/// <param name="canMove">Only a local installation may move the date.</param>
public sealed class Today(TimeProvider clock, bool canMove = false)
{
    // China has one zone, UTC+8, without summer time; the offset needs no time-zone data in a slim container.
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private DateOnly? moved;

    /// <summary>Raised after the date was moved by hand.</summary>
    public event Action? Moved;

    public DateOnly Value => moved ?? DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Beijing).DateTime);

    /// <exception cref="InvalidOperationException">This installation follows the clock.</exception>
    public void MoveTo(DateOnly date) => Set(date);

    /// <summary>Takes the date from the clock again.</summary>
    /// <exception cref="InvalidOperationException">This installation follows the clock.</exception>
    public void FollowClock() => Set(null);

    private void Set(DateOnly? date)
    {
        if (!canMove) throw new InvalidOperationException("The business date follows the clock here.");
        moved = date;
        Moved?.Invoke();
    }
}

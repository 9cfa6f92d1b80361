namespace Kernel;

/// <summary>
/// The platform's clock. It gives milliseconds, as the databases store them, so that a reply and later reads show the same moment.
/// </summary>
internal sealed class MillisecondClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}

namespace Kernel;

/// <summary>The clock of the platform. It gives milliseconds, as the databases keep them, so that a reply tells the moment that later reads tell.</summary>
internal sealed class MillisecondClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}

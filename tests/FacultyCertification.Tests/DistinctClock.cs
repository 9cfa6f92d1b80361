namespace FacultyCertification.Tests;

/// <summary>The system's clock, but no two readings are of one millisecond: so there is a moment between any two facts.</summary>
internal sealed class DistinctClock : TimeProvider
{
    private long last;

    public override DateTimeOffset GetUtcNow()
    {
        var now = System.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            var seen = Interlocked.Read(ref last);
            var next = Math.Max(now, seen + 1);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen) return DateTimeOffset.FromUnixTimeMilliseconds(next);
        }
    }
}

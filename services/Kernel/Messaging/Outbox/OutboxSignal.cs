namespace Kernel.Messaging.Outbox;

/// <summary>Wakes the relay after a commit. Latched: a signal given while the relay is busy is not lost.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim latch = new(0);

    // Raised twice at the same time it only costs one idle look.
    public void Raise()
    {
        if (latch.CurrentCount == 0) latch.Release();
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => latch.WaitAsync(atMost, ct);

    public void Dispose() => latch.Dispose();
}

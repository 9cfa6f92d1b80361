namespace Kernel.Messaging.Outbox;

/// <summary>Wakes the relay after a commit. It is latched: a signal to a busy relay is not lost.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim latch = new(0);

    // Two signals at the same time cost only one idle look.
    public void Raise()
    {
        if (latch.CurrentCount == 0) latch.Release();
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => latch.WaitAsync(atMost, ct);

    public void Dispose() => latch.Dispose();
}

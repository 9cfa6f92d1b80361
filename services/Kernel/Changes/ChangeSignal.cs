namespace Kernel.Changes;

/// <summary>Wakes the sequencer after a commit. It is latched: a signal to a busy sequencer is not lost.</summary>
internal sealed class ChangeSignal : IDisposable
{
    private readonly SemaphoreSlim latch = new(0);
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when changes have got positions. Take it before you look.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Raise()
    {
        if (latch.CurrentCount == 0) latch.Release();
    }

    public void Tell() => Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Waits for a commit. False if there was none in time.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => latch.WaitAsync(atMost, ct);

    public void Dispose() => latch.Dispose();
}

using System.Threading.Channels;

namespace Kernel.Webhooks;

/// <summary>
/// The subscriptions that have a turn to take in this process, each at most once. Receivers that are down or slow wait in a line of their
/// own.
/// </summary>
internal sealed class WebhookQueue
{
    private readonly Channel<Guid> quick = Channel.CreateUnbounded<Guid>();
    private readonly Channel<Guid> slow = Channel.CreateUnbounded<Guid>();
    private readonly Dictionary<Guid, bool> known = [];
    private readonly HashSet<Guid> slowOnes = [];
    private readonly Lock turn = new();

    public void Add(Guid id)
    {
        lock (turn)
        {
            // One that is queued or at work is looked at once more afterwards.
            if (known.ContainsKey(id)) known[id] = true;
            else Enqueue(id);
        }
    }

    public void Add(Guid id, bool isSlow)
    {
        lock (turn)
        {
            if (isSlow) slowOnes.Add(id);
            Add(id);
        }
    }

    public IAsyncEnumerable<Guid> ReadAsync(bool isSlow, CancellationToken ct) => (isSlow ? slow : quick).Reader.ReadAllAsync(ct);

    /// <summary>The next one, if one waits.</summary>
    public bool TryRead(bool isSlow, out Guid id) => (isSlow ? slow : quick).Reader.TryRead(out id);

    /// <summary>A turn begins: what is added from now on comes after it.</summary>
    public void Begin(Guid id)
    {
        lock (turn) known[id] = false;
    }

    /// <summary>A turn has ended.</summary>
    public void End(Guid id, WebhookTurn.Result? result)
    {
        lock (turn)
        {
            if (result?.IsSlow == true) slowOnes.Add(id);
            else if (result is not null) slowOnes.Remove(id);
            if (known.Remove(id, out var isAsked) && (isAsked || result?.GoesOn == true)) Enqueue(id);
        }
    }

    private void Enqueue(Guid id)
    {
        known[id] = false;
        (slowOnes.Contains(id) ? slow : quick).Writer.TryWrite(id);
    }
}

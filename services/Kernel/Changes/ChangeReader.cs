using System.Text.Json;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Kernel.Changes;

/// <summary>Reads the feed as one caller sees it.</summary>
internal sealed class ChangeReader(
    Db db, ChangeLog log, ChangeSignal signal, ServiceName service, IConfiguration configuration, TimeProvider clock,
    IHostApplicationLifetime host)
{
    private const int Default = 50;

    // Another process may have written the change.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly int mostRoles = log.Kinds.Select(kind => kind.Roles.Count).DefaultIfEmpty(1).Max() + 1;

    /// <summary>The names of the kinds of things.</summary>
    public IEnumerable<string> Kinds => log.Kinds.Select(kind => kind.Name);

    /// <summary>How long a superseded change is kept.</summary>
    public TimeSpan KeptFor => ChangeRetention.KeptFor(configuration);

    public bool Follows(string kind) => log.Follows(kind);

    /// <summary>The feed's epoch, its last position, and the position up to which changes have been deleted.</summary>
    public Task<Feed> NowAsync(CancellationToken ct) =>
        db.SingleAsync<Feed>("SELECT epoch, position, oldest FROM $schema.change_feed WHERE id = @id", new { id = 1 }, ct);

    /// <summary>Waits for events after a cursor, as long as the caller wants. Gives them and the cursor behind them.</summary>
    public async Task<(IReadOnlyList<ChangeEvent> Events, ChangeCursor Next)> WaitAsync(
        ChangeCursor after, Caller caller, ChangeFilter filter, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        for (var until = clock.GetUtcNow().AddSeconds(filter.Wait ?? 0); ;)
        {
            var changed = signal.Next;
            var read = await ReadAsync(after, await NowAsync(ct), caller, filter.Kind, filter.Limit ?? Default, ct);
            var left = until - clock.GetUtcNow();
            if (read.Events.Count > 0 || left <= TimeSpan.Zero || end.IsCancellationRequested) return read;
            await Task.WhenAny(changed, Task.Delay(left < Look ? left : Look, clock, end.Token));
        }
    }

    /// <summary>The next events that a caller wants, each with its position, and how far the feed was read for them.</summary>
    public async Task<(IReadOnlyList<(long Position, ChangeEvent Event)> Events, long Position, bool IsFull)> FollowAsync(
        long after, Caller caller, Func<string, bool> wants, int limit, CancellationToken ct)
    {
        var now = await NowAsync(ct);
        if (now.Position <= after) return ([], after, false);
        var page = await PageAsync(after, now.Position, isSnapshot: false, caller, null, limit, ct);
        var wanted = page.Entries.Where(entry => wants(entry.Kind)).ToList();
        var events = await ShowAsync(wanted, now.Epoch, null, ct);
        return ([.. wanted.Zip(events, (entry, told) => (entry.Position, told))], page.Position, page.Position < now.Position);
    }

    private async Task<(IReadOnlyList<ChangeEvent> Events, ChangeCursor Next)> ReadAsync(
        ChangeCursor after, Feed now, Caller caller, string? kind, int limit, CancellationToken ct)
    {
        if (after.Until is { } until)
        {
            // A page may have nothing in sight, and later pages may have something.
            for (var position = after.Position; position < until;)
            {
                var snapshot = await PageAsync(position, until, isSnapshot: true, caller, kind, limit, ct);
                position = snapshot.Position;
                if (snapshot.Entries.Count == 0) continue;
                return (await ShowAsync(snapshot.Entries, after.Epoch, until, ct), new ChangeCursor(after.Epoch, position, until));
            }
            after = new ChangeCursor(after.Epoch, until, null);
        }
        var page = await PageAsync(after.Position, now.Position, isSnapshot: false, caller, kind, limit, ct);
        return (await ShowAsync(page.Entries, after.Epoch, null, ct), new ChangeCursor(after.Epoch, page.Position, null));
    }

    private async Task<Page> PageAsync(
        long after, long until, bool isSnapshot, Caller caller, string? kind, int limit, CancellationToken ct)
    {
        var asked = new
        {
            after,
            until,
            kind,
            caller.Org,
            isSnapshot,
            roles = caller.Roles.Append(ChangeKind.AnyRole),
            // A position has at most one row for each role of its kind. One row more tells whether there are others.
            limit = (limit * mostRoles) + 1,
        };
        var own = await db.QueryAsync<Entry>(
            Entry.Select + " AND s.organisation = @Org ORDER BY s.position " + Db.Page, asked, ct);
        var strangers = await db.QueryAsync<Entry>(
            Entry.Select + " AND s.organisation = '' ORDER BY s.position " + Db.Page, asked, ct);
        // Behind this position, rows of one of the two may be missing.
        var read = Math.Min(ReadTo(own), ReadTo(strangers));
        var entries = Entry.Seen(own, strangers)
            .Where(entry => entry.Position <= read && (!isSnapshot || entry.Form is not null)).Take(limit).ToList();
        return new Page(entries, entries.Count == limit ? entries[^1].Position : read);

        long ReadTo(IReadOnlyList<Entry> rows) => rows.Count < asked.limit ? until : rows[^1].Position - 1;
    }

    private async Task<IReadOnlyList<ChangeEvent>> ShowAsync(
        IReadOnlyList<Entry> entries, string epoch, long? until, CancellationToken ct)
    {
        if (entries.Count == 0) return [];
        var forms = (await db.QueryAsync<FormRow>(
            "SELECT change_id, form, data FROM $schema.change_form WHERE change_id IN @ids",
            new { ids = entries.Select(entry => entry.ChangeId) }, ct)).ToDictionary(row => (row.ChangeId, row.Form), row => row.Data);
        return [.. entries.Select(entry => Show(entry, entry.Form is { } form
            ? forms.GetValueOrDefault((entry.ChangeId, form))
            : null, new ChangeCursor(epoch, entry.Position, until)))];
    }

    private ChangeEvent Show(Entry entry, string? data, ChangeCursor cursor) => new()
    {
        Specversion = "1.0",
        Id = entry.ChangeId,
        Source = $"/{service.Value}/v1",
        Type = $"{service.Value}.{entry.Kind}.{(entry.Form is null ? "out-of-sight" : "changed")}.v1",
        Subject = entry.Subject,
        Time = entry.RecordedAt,
        Kind = entry.Kind,
        Thingid = entry.ThingId,
        Version = entry.Version,
        Cursor = cursor.ToString(),
        Datacontenttype = data is null ? null : "application/json",
        Data = data is null ? null : JsonElement.Parse(data),
    };

    /// <summary>The state of the feed.</summary>
    internal sealed record Feed
    {
        public string Epoch { get; init; } = "";
        public long Position { get; init; }
        public long Oldest { get; init; }
    }

    // Entries in sight, and the position up to which the feed was read for them.
    private sealed record Page(IReadOnlyList<Entry> Entries, long Position);

    private sealed record FormRow
    {
        public Guid ChangeId { get; init; }
        public int Form { get; init; }
        public string? Data { get; init; }
    }
}

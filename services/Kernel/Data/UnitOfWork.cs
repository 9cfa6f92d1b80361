using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Kernel.Changes;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kernel.Data;

/// <summary>
/// The one transaction of a request or a message. State, audit, events and the kept reply commit together. It begins before a handler of an
/// unsafe request or a consumer runs, and rolls back what is not committed.
/// </summary>
public sealed class UnitOfWork : IReader, IAsyncDisposable, IDisposable
{
    private readonly Db db;
    private readonly TimeProvider clock;
    private readonly ChangeLog? changes;
    private readonly Dictionary<(string Kind, string Id), int?> changed = [];
    private readonly Dictionary<object, object> held = [];
    private WriteTransaction? transaction;

    internal UnitOfWork(Db db, TimeProvider clock, ChangeLog? changes = null)
    {
        (this.db, this.clock, this.changes) = (db, clock, changes);
    }

    internal event Action? Committed;

    internal KeptReply? Reply { get; set; }

    /// <summary>The first thing that was audited: the reply to the request is about it.</summary>
    internal (string Kind, string Id)? Thing { get; private set; }

    internal bool IsActive => transaction is not null;

    /// <summary>How many rows it has written so far.</summary>
    internal long Written { get; private set; }

    /// <summary>Runs a statement and returns the number of changed rows.</summary>
    public async Task<int> ExecuteAsync([ConstantExpected] string sql, object? parameters = null)
    {
        var changed = await db.Prepare(sql, Reading.Present)
            .ExecuteAsync(Active.Connection, Active.Transaction, parameters, CancellationToken.None);
        Written += changed;
        return changed;
    }

    /// <summary>Marks this place of the transaction.</summary>
    internal Task MarkAsync() => Active.MarkAsync();

    /// <summary>Undoes what was written since the mark, and goes on. What was held since then is held no more.</summary>
    internal Task ReturnToMarkAsync()
    {
        held.Clear();
        return Active.ReturnToMarkAsync();
    }

    /// <summary>Reads and holds something that this transaction does not change, once for all of its rows.</summary>
    /// <param name="key">What it is, as a record.</param>
    /// <param name="hold">Reads it, and holds it.</param>
    public async Task<T?> HoldOnceAsync<T>(object key, Func<Task<T?>> hold) where T : class
    {
        if (held.TryGetValue(key, out var kept)) return (T)kept;
        if (await hold() is not { } found) return null;
        held[key] = found;
        return found;
    }

    /// <summary>Reads rows as this transaction sees them.</summary>
    public Task<IReadOnlyList<T>> QueryAsync<T>([ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        db.Prepare(sql, Reading.Present).QueryAsync<T>(Active.Connection, Active.Transaction, parameters, ct);

    /// <summary>Reads and holds rows, so decisions and refusals about them stay true until this transaction ends.</summary>
    internal Task<IReadOnlyList<T>> HoldRowsAsync<T>([ConstantExpected] string sql, object? parameters, CancellationToken ct) =>
        db.Prepare(sql, Reading.Held).QueryAsync<T>(Active.Connection, Active.Transaction, parameters, ct);

    /// <summary>Inserts a row. Returns false if its key is taken; the transaction goes on.</summary>
    public async Task<bool> TryInsertAsync([ConstantExpected] string sql, object parameters)
    {
        try
        {
            return await ExecuteAsync(sql, parameters) > 0;
        }
        catch (DbException error) when (db.IsDuplicateKey(error))
        {
            return false;
        }
    }

    /// <summary>Keeps the newest state of an aggregate, for any order and repetition of its events.</summary>
    /// <param name="update">Changes the row if its version is older.</param>
    /// <param name="insert">Makes the row.</param>
    /// <param name="state">The parameters of both.</param>
    /// <returns>False if the stored state is as new or newer.</returns>
    public async Task<bool> UpsertNewerAsync([ConstantExpected] string update, [ConstantExpected] string insert, object state) =>
        await ExecuteAsync(update, state) > 0 || await TryInsertAsync(insert, state) || await ExecuteAsync(update, state) > 0;

    /// <summary>
    /// Changes the one row that this transaction holds. If another transaction changed it meanwhile, the work begins again.
    /// </summary>
    public async Task ChangeAsync([ConstantExpected] string sql, object parameters)
    {
        if (await ExecuteAsync(sql, parameters) != 1) throw new RowGoneException();
    }

    /// <inheritdoc cref="AuditAsync(string, object, int, string, Caller, string?)"/>
    public Task AuditAsync(string aggregate, object id, int version, string action, Act act, string? reason = null) =>
        AuditAsync(aggregate, id, version, action, act.Caller, act.Now, reason);

    /// <summary>Writes the audit row: actor, action, version of the aggregate, and trace. A version is written once.</summary>
    public Task AuditAsync(string aggregate, object id, int version, string action, Caller caller, string? reason = null) =>
        AuditAsync(aggregate, id, version, action, caller, clock.GetUtcNow(), reason);

    /// <summary>Notes that a thing changed, for the feed that partners follow. The audit of a thing does it by itself.</summary>
    /// <param name="kind">The kind of thing; nothing happens if nobody can follow it, and nothing rests on it.</param>
    /// <param name="id">Its identity.</param>
    /// <param name="version">Its version after the change.</param>
    public void Changed(string kind, object id, int version)
    {
        // The audit names some kinds in two words.
        var name = kind.Replace(' ', '-');
        if (changes?.Matters(name) == true) changed[(name, id.ToString()!)] = version;
    }

    /// <summary>Notes that a thing may read otherwise, though its version is the same.</summary>
    internal void MayDiffer(string kind, string id)
    {
        var name = kind.Replace(' ', '-');
        if (changes?.Matters(name) == true) changed.TryAdd((name, id), null);
    }

    private async Task AuditAsync(
        string aggregate, object id, int version, string action, Caller caller, DateTimeOffset now, string? reason)
    {
        Changed(aggregate, id, version);
        Thing ??= (aggregate, id.ToString()!);
        // A reason is free text, and may tell of a person (D44).
        var reasonId = await this.KeepAsync(aggregate, id, PersonalValues.Reason, reason, now);
        await ExecuteAsync(
            """
            INSERT INTO $schema.audit (aggregate, aggregate_id, version, action, reason_id, actor, organisation, trace_id, recorded_at)
            VALUES (@aggregate, @id, @version, @action, @reasonId, @Actor, @Org, @traceId, @now)
            """,
            new
            {
                aggregate,
                id = id.ToString(),
                version,
                action,
                reasonId,
                caller.Actor,
                caller.Org,
                traceId = Activity.Current?.TraceId.ToString() ?? "",
                now,
            });
    }

    /// <summary>Commits, and keeps the reply for a repeated request with the same key.</summary>
    public async Task<Created<T>> CommitAsync<T>(Created<T> reply)
    {
        await KeepAndCommitAsync(reply.StatusCode, reply.Location, reply.Value);
        return reply;
    }

    /// <inheritdoc cref="CommitAsync{T}(Ok{T}, T)"/>
    public async Task<Created<T>> CommitAsync<T>(Created<T> reply, T kept)
    {
        await KeepAndCommitAsync(reply.StatusCode, reply.Location, kept);
        return reply;
    }

    /// <inheritdoc cref="CommitAsync{T}(Created{T})"/>
    public async Task<Ok<T>> CommitAsync<T>(Ok<T> reply)
    {
        await KeepAndCommitAsync(reply.StatusCode, null, reply.Value);
        return reply;
    }

    /// <summary>Commits, and keeps less than the reply: a secret that is shown once is not stored for a repeated request.</summary>
    /// <param name="reply">What is answered now.</param>
    /// <param name="kept">What is answered to a repeated request.</param>
    public async Task<Ok<T>> CommitAsync<T>(Ok<T> reply, T kept)
    {
        await KeepAndCommitAsync(reply.StatusCode, null, kept);
        return reply;
    }

    /// <summary>Runs work without a request or a message, such as a sweep's, in this unit of work, and commits it.</summary>
    public async Task RunAsync(Func<Task> body, CancellationToken ct = default)
    {
        await BeginAsync(ct);
        try
        {
            await body();
            await CommitAsync();
        }
        finally
        {
            await RollbackAsync();
        }
    }

    internal async Task BeginAsync(CancellationToken ct)
    {
        if (IsActive) throw new InvalidOperationException("This unit of work has already begun.");
        changed.Clear();
        Thing = null;
        transaction = await db.BeginAsync(ct);
    }

    /// <summary>Reads as this transaction sees rows, and holds none of them.</summary>
    internal IReader WithoutHold() => new Reader(this);

    internal async Task CommitAsync()
    {
        var isTold = changed.Count > 0 && await changes!.WriteAsync(this, changed);
        await TakeActive().CommitAsync();
        Committed?.Invoke();
        if (isTold) changes!.Wake();
    }

    internal async Task RollbackAsync()
    {
        if (IsActive) await TakeActive().RollbackAsync();
    }

    private async Task KeepAndCommitAsync<T>(int status, string? location, T reply)
    {
        if (Reply is not null) await Reply.KeepAsync(this, status, location, reply, clock.GetUtcNow());
        await CommitAsync();
        Failpoint.Reached("after-commit");
    }

    public async ValueTask DisposeAsync() => await RollbackAsync();

    public void Dispose() => RollbackAsync().GetAwaiter().GetResult();

    private WriteTransaction Active =>
        transaction ?? throw new InvalidOperationException("There is no unit of work here: a GET only reads.");

    private WriteTransaction TakeActive()
    {
        var active = Active;
        transaction = null;
        held.Clear();
        return active;
    }

    private sealed class Reader(UnitOfWork work) : IReader
    {
        public Task<IReadOnlyList<T>> QueryAsync<T>(
            [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
            work.QueryAsync<T>(sql, parameters, ct);
    }
}

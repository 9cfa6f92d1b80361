using System.Collections;
using System.Data.Common;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Kernel.Http;
using Kernel.Messaging.Outbox;

namespace Kernel.Imports;

/// <summary>Judges and records the rows of one transaction, one after the other, as if each were a request.</summary>
/// <remarks>
/// Most refused rows have written nothing, and cost nothing more. If one has, the whole batch runs again, with a mark before each row to
/// return to. A row at which the service fails is refused alone in the same way.
/// </remarks>
internal sealed class ImportBatch(
    ImportKind kind, JobRow job, IReadOnlyList<ReadRow> rows, BitArray? done, JsonSerializerOptions json)
{
    private readonly StringBuilder report = new();
    private IReadOnlyList<string>? columns;

    public Tally Tally { get; private set; } = new();

    /// <summary>The numbers of the refused rows.</summary>
    public List<long> RefusedRows { get; } = [];

    /// <summary>The report's lines; empty if no row was refused.</summary>
    public string Report => report.ToString();

    /// <param name="importing">What the rows are handled with.</param>
    /// <param name="earlier">In a check, the rows that had what only one row may have.</param>
    /// <param name="isGuarded">Whether there is a mark before each row.</param>
    /// <exception cref="UnguardedException">A row must be undone, and has no mark.</exception>
    public async Task RunAsync(Importing importing, Dictionary<string, long>? earlier, bool isGuarded)
    {
        Tally = new();
        report.Clear();
        RefusedRows.Clear();
        foreach (var row in rows)
        {
            var isDone = row.Number <= (done?.Length ?? 0) && done![(int)row.Number - 1];
            var (refusal, isUnchanged) = isDone || row.Refusal is not null
                ? (isDone ? null : row.Refusal, isDone)
                : await RunAsync(importing, row, earlier, isGuarded);
            if (refusal is not null) Refuse(row, refusal);
            else if (isUnchanged) Tally.Unchanged++;
            else Tally.Accepted++;
        }
        await importing.EndAsync();
    }

    private async Task<(RowRefusal? Refusal, bool IsUnchanged)> RunAsync(
        Importing importing, ReadRow row, Dictionary<string, long>? earlier, bool isGuarded)
    {
        if (row.Once is { } once && earlier?.GetValueOrDefault(once) is > 0 and { } before)
        {
            return (new RowRefusal(null, ImportProblems.IsRepeated(once, before)), false);
        }
        if (isGuarded) await importing.Work.MarkAsync();
        var written = importing.Work.Written;
        var outcome = await TryAsync(importing, row, isGuarded);
        if (outcome.Refusal is null && !outcome.IsUnchanged)
        {
            if (row.Once is { } first) earlier?.TryAdd(first, row.Number);
            return (null, false);
        }
        if (isGuarded) await importing.Work.ReturnToMarkAsync();
        else if (importing.Work.Written > written) throw new UnguardedException(null);
        return (outcome.Refusal is { } refusal ? new RowRefusal(ColumnOf(refusal), refusal) : null, outcome.IsUnchanged);
    }

    private async Task<RowOutcome> TryAsync(Importing importing, ReadRow row, bool isGuarded)
    {
        try
        {
            return await kind.RunAsync(importing, row.Key, row.Request!);
        }
        catch (Exception error) when (error is not (DbException or OutboxFullException or OperationCanceledException))
        {
            if (!isGuarded) throw new UnguardedException(error);
            return RowOutcome.Of(ImportProblems.Failed(Activity.Current?.TraceId.ToString()));
        }
    }

    private void Refuse(ReadRow row, RowRefusal refused)
    {
        Tally.Refused++;
        RefusedRows.Add(row.Number);
        if (row.Cells is { } cells) ReportLine.Append(report, columns ??= job.Header, cells, refused, row.Number);
        else ReportLine.Append(report, row.Line!, refused, row.Number);
    }

    // A change that passes names the member to change; otherwise the facts name what was looked at.
    private string? ColumnOf(Refusal refusal) => Named(refusal.Change) ?? Named(refusal.Facts);

    private string? Named(object? value)
    {
        if (value is null || JsonSerializer.SerializeToElement(value, value.GetType(), json) is not
            { ValueKind: JsonValueKind.Object } members) return null;
        columns ??= job.Header;
        return members.EnumerateObject().Select(member => member.Name).FirstOrDefault(name =>
            columns.Count == 0 ? char.IsAsciiLetterLower(name[0]) : columns.Any(column =>
                column == name || column.StartsWith(name + ".", StringComparison.Ordinal)));
    }
}

/// <summary>A row must be undone alone, and the batch has no marks.</summary>
internal sealed class UnguardedException(Exception? cause) : Exception("The batch runs again, with a mark before each row.", cause);

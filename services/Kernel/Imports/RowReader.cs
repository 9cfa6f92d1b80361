using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;
using Kernel.Data;
using Kernel.Http;

namespace Kernel.Imports;

/// <summary>Cuts an upload into rows, as it is read from its storage.</summary>
internal static class RowReader
{
    public const string Csv = "csv";
    public const string Ndjson = "ndjson";

    /// <summary>The first line of a CSV.</summary>
    public static async Task<IReadOnlyList<string>> HeaderOfAsync(Stream begin, string charset)
    {
        using var text = new UploadText(Charsets.Read(begin, charset));
        using var parser = new CsvParser(text, Rules(() => { }));
        return await parser.ReadAsync() ? [.. parser.Record!.Select(column => column.Trim())] : [];
    }

    /// <summary>The rows after the ones that were handled already.</summary>
    public static IAsyncEnumerable<ReadRow> RowsAsync(Db db, JobRow job, RowForm form, CancellationToken ct)
    {
        var text = new UploadText(Charsets.Read(new StoredUpload(db, job.Id), job.Charset));
        return job.Format == Csv ? OfCsvAsync(text, job, form, ct) : OfNdjsonAsync(text, job, form, ct);
    }

    private static async IAsyncEnumerable<ReadRow> OfCsvAsync(
        UploadText text, JobRow job, RowForm form, [EnumeratorCancellation] CancellationToken ct)
    {
        var isBroken = false;
        using var parser = new CsvParser(text, Rules(() => isBroken = true));
        var (columns, header) = (job.Header.Count, form.HeaderOf(job.Header));
        await parser.ReadAsync();
        for (var number = 1L; await parser.ReadAsync(); number++)
        {
            ct.ThrowIfCancellationRequested();
            text.NextRow();
            isBroken = false;
            // Reading the cells finds broken quotes. Spreadsheets leave rows of empty cells at the end.
            var cells = parser.Record!;
            var isEmpty = Array.TrueForAll(cells, cell => cell.Length == 0);
            if (isEmpty) number--;
            if (isEmpty || number <= job.RowsRead) continue;
            if (header.IsReport) cells = Array.ConvertAll(cells, CsvText.Restored);
            var row = new ReadRow(number) { Cells = cells };
            yield return isBroken ? row.Refused(ImportProblems.BadQuotes())
                : cells.Length != columns ? row.Refused(ImportProblems.WrongCells(cells.Length, columns))
                : await form.ReadAsync(row, header);
        }
    }

    private static async IAsyncEnumerable<ReadRow> OfNdjsonAsync(
        UploadText text, JobRow job, RowForm form, [EnumeratorCancellation] CancellationToken ct)
    {
        using (text)
        {
            var lines = new Lines(text);
            for (var number = 1L; await lines.NextAsync(ct) is { } line; number++)
            {
                if (string.IsNullOrWhiteSpace(line)) number--;
                else if (number > job.RowsRead) yield return await form.ReadAsync(new ReadRow(number) { Line = line });
            }
        }
    }

    private static CsvConfiguration Rules(Action broken) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = ",",
        HasHeaderRecord = false,
        BufferSize = 32 * 1024,
        BadDataFound = _ => broken(),
    };
}

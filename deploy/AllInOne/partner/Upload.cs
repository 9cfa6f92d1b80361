using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using VocationalPlatform.Client.Enrollment;

namespace Partner;

/// <summary>Sends learners as CSV, and mends the rows that were refused.</summary>
internal sealed class Upload(EnrollmentClient enrollment)
{
    private const string Change = "_change";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The learners of the student system; they are illustrative.</summary>
    public static string Learners()
    {
        using var file = new StreamReader(typeof(Upload).Assembly.GetManifestResourceStream("learners.csv")!);
        return file.ReadToEnd();
    }

    /// <summary>Sends a CSV, and waits until each row is judged. The same CSV again changes nothing.</summary>
    public async Task<ImportJob> SendAsync(string csv)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var job = await enrollment.StartImportAsync("learners", new FileParameter(body, null, "text/csv"));
        while (job.State is "received" or "running")
        {
            await Task.Delay(Pause);
            job = await enrollment.GetImportAsync(job.Id);
        }
        Console.WriteLine($"Import {job.State}: {job.Accepted} accepted, {job.Unchanged} unchanged, {job.Refused} refused.");
        return job;
    }

    /// <summary>The report of an import with each stated change in its row, to be sent again. A row without a change is left out.</summary>
    public async Task<string> MendAsync(ImportJob job)
    {
        using var report = new CsvReader(new StringReader(await enrollment.GetImportReportAsync(job.Id)), CultureInfo.InvariantCulture);
        await using var mended = new StringWriter();
        await using var csv = new CsvWriter(mended, CultureInfo.InvariantCulture);
        await report.ReadAsync();
        report.ReadHeader();
        var columns = report.HeaderRecord!.Where(column => !column.StartsWith('_')).ToList();
        foreach (var column in columns) csv.WriteField(column);
        while (await report.ReadAsync())
        {
            Console.WriteLine($"Row {report["_row"]} was refused ({report["_rule"]}): {report["_detail"]}");
            if (report[Change] is not { Length: > 0 } change) continue;
            Console.WriteLine($"It passes with {change}.");
            await csv.NextRecordAsync();
            var values = JsonDocument.Parse(change).RootElement;
            foreach (var column in columns)
            {
                csv.WriteField(values.TryGetProperty(column, out var value) ? $"{value}" : report[column]);
            }
        }
        await csv.NextRecordAsync();
        await csv.FlushAsync();
        return mended.ToString();
    }
}

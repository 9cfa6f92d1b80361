using System.Text;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Imports;

/// <summary>The refused rows of an import in the upload's own columns, each with its reason, to be mended and sent again.</summary>
internal static class ReadImportReport
{
    public static void Map(RouteGroupBuilder imports, string[] roles) => imports.MapGet("/{id:guid}/report", HandleAsync)
        .WithName("GetImportReport").WithSummary("Read the refused rows of an import, with reasons")
        .Produces<Stream>(StatusCodes.Status200OK, ImportRoutes.CsvType, ImportRoutes.NdjsonType)
        .Allow(roles);

    private static async Task<Results<PushStreamHttpResult, Refusal>> HandleAsync(
        Guid id, Db db, IEnumerable<ImportKind> kinds, Act act, CancellationToken ct)
    {
        var own = ImportRoutes.Of(kinds, act.Caller);
        if (await JobStore.FindAsync(db, id, act.Caller, own, ct) is not { } job) return CommonProblems.NotFound();
        var isCsv = job.Format == RowReader.Csv;
        return TypedResults.Stream(
            body => WriteAsync(body, db, job, ct), isCsv ? $"{ImportRoutes.CsvType}; charset=utf-8" : ImportRoutes.NdjsonType);
    }

    private static async Task WriteAsync(Stream body, Db db, JobRow job, CancellationToken ct)
    {
        if (job.Format == RowReader.Csv) await body.WriteAsync(Encoding.UTF8.GetBytes(ReportLine.HeaderOf(job.Header)), ct);
        for (var after = 0L; await NextAsync(db, job.Id, after, ct) is { } part; after = part.FirstRow)
        {
            await body.WriteAsync(Encoding.UTF8.GetBytes(part.Lines), ct);
        }
    }

    private static Task<Part?> NextAsync(Db db, Guid id, long after, CancellationToken ct) => db.FindAsync<Part>(
        $"SELECT first_row, lines FROM $schema.import_report WHERE job_id = @id AND first_row > @after ORDER BY first_row {Db.Page}",
        new { id, after, limit = 1 }, ct);

    private sealed record Part
    {
        public long FirstRow { get; init; }
        public string Lines { get; init; } = "";
    }
}

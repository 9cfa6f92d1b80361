using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kernel.Http;

namespace Kernel.Imports;

/// <summary>A refused row in the report: its own cells and the reason. The report can be mended and sent again.</summary>
internal static class ReportLine
{
    public const string Problem = "_problem";

    /// <summary>The member of an NDJSON row that has the reason.</summary>
    public const string Refused = "_refused";

    private const string Unreadable = "_unreadable";
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The columns of the reason. An upload may have them, and nobody reads them.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["_row", "_column", Problem, "_rule", "_detail", "_change"];

    /// <summary>The first line of a report. The mark lets spreadsheets read it as UTF-8.</summary>
    public static string HeaderOf(IReadOnlyList<string> columns)
    {
        var line = new StringBuilder(CsvText.Mark);
        CsvText.AppendLine(line, columns.Where(column => !Reasons.Contains(column)).Concat(Reasons));
        return line.ToString();
    }

    /// <summary>Appends a row of a CSV with the reason beside it.</summary>
    public static void Append(StringBuilder report, IReadOnlyList<string> header, string[] cells, RowRefusal refused, long row)
    {
        var (refusal, change) = (refused.Refusal, ChangeOf(refused));
        List<string> line = [.. header.Index().Where(column => !Reasons.Contains(column.Item)).Select(
            column => column.Index < cells.Length ? cells[column.Index] : "")];
        line.AddRange([
            row.ToString(CultureInfo.InvariantCulture), refused.Column ?? "", refusal.Type.Type, refusal.Rule ?? "", $"{refusal.Detail}",
            change ?? "",
        ]);
        CsvText.AppendLine(report, line);
    }

    /// <summary>Appends a row of an NDJSON with the reason in it.</summary>
    public static void Append(StringBuilder report, string line, RowRefusal refused, long row)
    {
        var (refusal, change) = (refused.Refusal, ChangeOf(refused));
        var members = TryRead(line) ?? new JsonObject { [Unreadable] = line };
        members[Refused] = new JsonObject
        {
            ["row"] = row,
            ["column"] = refused.Column,
            ["problem"] = refusal.Type.Type,
            ["rule"] = refusal.Rule,
            ["detail"] = $"{refusal.Detail}",
            ["change"] = change is null ? null : JsonNode.Parse(change),
        };
        report.Append(members.ToJsonString(Readable)).Append('\n');
    }

    private static JsonObject? TryRead(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? ChangeOf(RowRefusal refused) =>
        refused.Refusal.Change is { } change ? JsonSerializer.Serialize(change, change.GetType(), Readable) : null;
}

/// <summary>Why a row was refused.</summary>
/// <param name="Column">The column that is wrong, if the refusal is about one.</param>
/// <param name="Refusal">The refusal of the single operation.</param>
internal sealed record RowRefusal(string? Column, Refusal Refusal);

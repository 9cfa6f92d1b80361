using System.Text;

namespace Kernel.Http;

/// <summary>Lines of CSV (RFC 4180) that a spreadsheet may open.</summary>
internal static class CsvText
{
    public const string MediaType = "text/csv";

    /// <summary>Stands before the first line. With it, spreadsheets read the file as UTF-8.</summary>
    public const string Mark = "\uFEFF";

    private const string LineBreak = "\r\n";

    // Spreadsheets take the wide ones of Chinese keyboards, too.
    private const string FormulaBegins = "=+-@\t\r＝＋－＠";

    /// <summary>Appends a line. A spreadsheet would run a text that begins like a formula, so it gets an apostrophe.</summary>
    public static void AppendLine(StringBuilder text, IEnumerable<string> cells) => AppendLine(text, cells.Select(cell => (cell, true)));

    /// <summary>Appends a line. A number is no formula, also where it begins with a minus.</summary>
    public static void AppendLine(StringBuilder text, IEnumerable<(string Cell, bool IsText)> cells)
    {
        var isFirst = true;
        foreach (var (cell, isText) in cells)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            Append(text, isText && IsFormula(cell) ? "'" + cell : cell);
        }
        text.Append(LineBreak);
    }

    /// <summary>A cell as it was before it was made harmless.</summary>
    public static string Restored(string cell) => cell.StartsWith('\'') && IsFormula(cell) ? cell[1..] : cell;

    private static void Append(StringBuilder text, string cell)
    {
        var isPlain = cell.AsSpan().IndexOfAny("\",\r\n") < 0 && cell == cell.Trim();
        if (isPlain) text.Append(cell);
        else text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    // What has an apostrophe already gets another one, so that it can be restored.
    private static bool IsFormula(string cell) =>
        cell.AsSpan().TrimStart('\'') is { Length: > 0 } rest && FormulaBegins.Contains(rest[0], StringComparison.Ordinal);
}

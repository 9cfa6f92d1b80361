using Kernel.Http;

namespace Kernel.Imports;

/// <summary>The refusals of imports.</summary>
internal static class ImportProblems
{
    private static readonly ProblemType ColumnsType = CommonProblems.Catalogue.Define(
        "import-columns", 422, "The columns of the upload do not fit the kind of row.");
    private static readonly ProblemType TooManyOpen = CommonProblems.Catalogue.Define(
        "too-many-imports", 429, "The client has sent too many imports.");
    private static readonly ProblemType Ended = CommonProblems.Catalogue.Define("import-ended", 409, "The import has ended.");
    private static readonly ProblemType Late = CommonProblems.Catalogue.Define(
        "upload-too-slow", 409, "The upload took too long, and was dropped.");
    private static readonly ProblemType RowType = CommonProblems.Catalogue.Define(
        "import-row", 422, "The row cannot be read.");
    private static readonly ProblemType Repeated = CommonProblems.Catalogue.Define(
        "import-row-repeated", 409, "An earlier row of the upload has the same key.");
    private static readonly ProblemType RowFailed = CommonProblems.Catalogue.Define(
        "import-row-failed", 500, "The service failed at this row.");

    public static Refusal WrongColumns(
        IReadOnlyList<string> unknown, IReadOnlyList<string> twice, IReadOnlyList<string> missing, IReadOnlyList<string> allowed)
    {
        var facts = new { unknown, twice, missing, allowed };
        var change = new { leaveOut = unknown.Concat(twice), add = missing };
        return unknown is [var one] && one.AsSpan().IndexOfAny(";\t") >= 0
            ? ColumnsType.Refuse("The first line has no comma. Separate the columns with commas.", facts: facts, change: change)
            : ColumnsType.Refuse("The first line names the columns. Change it, and send the upload again.", facts: facts, change: change);
    }

    public static Refusal UnknownKind(string kind, IEnumerable<string> kinds) =>
        CommonProblems.MalformedRequest($"The parameter kind does not take \"{kind}\". It is one of: {string.Join(", ", kinds)}.");

    public static Refusal TooManyAreOpen(long open, int limit) => TooManyOpen.Refuse(
        "Wait until one of your imports has ended, or cancel one.", facts: new { open, limit });

    public static Refusal TooManyInAnHour(long sent, int limit) => TooManyOpen.Refuse(
        "Wait, and send more rows in one import.", facts: new { sentInTheLastHour = sent, limit });

    public static Refusal HasEnded(JobRow job) => Ended.Refuse($"The import is {job.State}.", facts: new { job.State, job.RowsRead });

    public static Refusal TooSlow() => Late.Refuse("Send the upload again. It must arrive within an hour.");

    public static Refusal Empty() => RowType.Refuse("The upload has no row. Send a line of columns and at least one row.");

    public static Refusal WrongCells(int cells, int columns) => RowType.Refuse(
        $"The row has {cells} cells, and the first line has {columns} columns.", facts: new { cells, columns });

    public static Refusal BadQuotes() => RowType.Refuse(
        "A cell contains a quotation mark. Enclose the cell in quotation marks, and double each one inside.");

    public static Refusal UnreadableBytes(string charset) => RowType.Refuse(
        $"The upload has bytes that are not {charset}. Name the upload's charset in Content-Type.", facts: new { charset });

    public static Refusal NoLine() => RowType.Refuse("The line is not a JSON object.");

    public static Refusal Unreadable(Wording detail) => RowType.Refuse(detail);

    public static Refusal IsRepeated(string key, long row) => Repeated.Refuse(
        "Leave out one of the two rows.", facts: new { key, earlierRow = row });

    public static Refusal Failed(string? trace) => RowFailed.Refuse(
        "Send the row again later, and quote the trace to operations if it fails again.", facts: new { trace });
}

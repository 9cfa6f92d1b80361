namespace Kernel.Data;

/// <summary>
/// How a list is asked for. A feature writes which rows its list has, each with <c>seq</c>; this adds order, place, count and moment, so
/// that each list does it alike. The texts are as constant as the parts: a column's name comes from the code.
/// </summary>
/// <param name="Column">The column of the order. Equal values follow the rows' sequence.</param>
/// <param name="IsDescending">Whether the largest comes first.</param>
internal sealed record ListShape(string Column, bool IsDescending)
{
    /// <summary>The order in which things were recorded.</summary>
    public const string Recorded = "seq";

    /// <summary>Whether it goes on after a key (<c>@afterKey</c>) and a row (<c>@after</c>).</summary>
    public bool Continues { get; init; }

    /// <summary>The column by which the change feed knows the things, where only those changed since a moment are wanted.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>Whether the rows are counted instead.</summary>
    public bool Counts { get; init; }

    /// <summary>The statement for the rows of a list.</summary>
    public string Of(string rows)
    {
        var (than, order) = IsDescending ? ("<", " DESC") : (">", "");
        string?[] conditions =
        [
            // The feed has identifiers in lower case, and one of the engines compares them as text in upper case.
            ChangedBy is null ? null : $"""
                x.{ChangedBy} IN (
                    SELECT {(ChangedBy == "id" ? "UPPER(c.thing_id)" : "c.thing_id")}
                    FROM $schema.change c
                    WHERE c.kind = @changeKind AND c.superseded_at IS NULL AND c.recorded_at >= @updatedSince)
                """,
            Counts ? null : Column == Recorded ? $"x.seq {than} @after"
                : Continues ? $"x.{Column} {than}= @afterKey AND (x.{Column} {than} @afterKey OR x.seq {than} @after)" : null,
        ];
        var where = string.Join("\n    AND ", conditions.OfType<string>()) is { Length: > 0 } all ? $"\nWHERE {all}" : "";
        return Counts
            ? $"SELECT COUNT(*)\nFROM (\n{rows}\n) x{where}"
            : $"""
            SELECT x.*
            FROM (
            {rows}
            ) x{where}
            ORDER BY {(Column == Recorded ? "" : $"x.{Column}{order}, ")}x.seq{order} {Db.Page}
            """;
    }
}

using System.Text.RegularExpressions;
using Kernel.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Sql.Tests;

/// <summary>What means something else on the other engine, or nothing: each with what to write instead.</summary>
internal sealed partial class Portability(IReadOnlyList<Table> tables) : TSqlFragmentVisitor
{
    private const string Moment = "give the moment as a parameter, from TimeProvider";

    // Tried on both engines. A function that is not here is misspelt or one engine's own.
    private static readonly HashSet<string> Functions =
        [
            "ABS", "COUNT", "DENSE_RANK", "LAG", "LEAD", "LOWER", "LTRIM", "MAX", "MIN", "RANK", "REPLACE", "ROW_NUMBER", "RTRIM",
            "SUBSTRING", "SUM", "TRIM", "UPPER",
        ];

    private static readonly Dictionary<string, string> Instead = new()
    {
        ["ISNULL"] = "write COALESCE",
        ["IFNULL"] = "write COALESCE",
        ["NVL"] = "write COALESCE",
        ["GETDATE"] = Moment,
        ["GETUTCDATE"] = Moment,
        ["SYSUTCDATETIME"] = Moment,
        ["SYSDATETIME"] = Moment,
        ["SYSDATETIMEOFFSET"] = Moment,
        ["DATETIME"] = Moment,
        ["DATE"] = Moment,
        ["STRFTIME"] = Moment,
        ["DATEADD"] = "reckon the date in code and give it as a parameter",
        ["DATEDIFF"] = "reckon with dates in code",
        ["NEWID"] = "make ids in code",
        ["NEWSEQUENTIALID"] = "make ids in code",
        ["SCOPE_IDENTITY"] = "make ids in code",
        ["AVG"] = "select SUM and COUNT and divide in code: an average of integers is cut off on SQL Server and not on SQLite",
        ["STRING_AGG"] = "select the rows and join them in code",
        ["GROUP_CONCAT"] = "select the rows and join them in code",
        ["CONCAT"] = "select the parts and join them in code",
        ["LEN"] = "measure in code",
        ["LENGTH"] = "measure in code",
    };

    private readonly List<string> faults = [];

    /// <summary>What can be seen without a grammar, since the T-SQL parser takes none of it.</summary>
    public static IEnumerable<string> InText(string sql)
    {
        var bare = Literal().Replace(sql, "''");
        if (Returning().IsMatch(bare)) yield return "RETURNING is SQLite's own: make ids in code, and select in the same transaction";
        if (Limit().IsMatch(bare)) yield return $"LIMIT is SQLite's own: end the statement with Db.Page ({Db.Page})";
        if (bare.Contains("||", StringComparison.Ordinal))
        {
            yield return "|| joins texts on SQLite only: select the parts and join them in code";
        }
        if (Offset().IsMatch(bare.Replace(Db.Page, "", StringComparison.Ordinal)))
        {
            yield return $"only this paging clause is known to both engines: Db.Page ({Db.Page})";
        }
    }

    public static IEnumerable<string> In(TSqlScript script, IReadOnlyList<Table> tables)
    {
        var check = new Portability(tables);
        var statements = script.Batches.SelectMany(batch => batch.Statements).ToList();
        if (statements.Count != 1)
        {
            check.faults.Add($"{statements.Count} statements in one call: the count of changed rows would say nothing");
        }
        foreach (var statement in statements)
        {
            if (statement is MergeStatement) continue;
            if (statement is not (SelectStatement or InsertStatement or UpdateStatement or DeleteStatement))
            {
                check.faults.Add($"{statement.GetType().Name
                    .Replace(
                        "Statement",
                        "",
                        StringComparison.Ordinal)} is no query: tables are changed by migrations, in CREATE TABLE, CREATE INDEX and ALTER TABLE");
            }
        }
        script.Accept(check);
        return check.faults.Distinct();
    }

    public override void Visit(MergeStatement node) =>
        faults.Add("MERGE is SQL Server's own: update, and insert where no row was changed (UnitOfWork.UpsertNewerAsync)");

    public override void Visit(OutputClause node) =>
        faults.Add("OUTPUT is SQL Server's own: make ids in code, and select in the same transaction");

    public override void Visit(OutputIntoClause node) =>
        faults.Add("OUTPUT is SQL Server's own: make ids in code, and select in the same transaction");

    public override void Visit(TopRowFilter node) => faults.Add($"TOP is SQL Server's own: end the statement with Db.Page ({Db.Page})");

    public override void Visit(TableHint node) =>
        faults.Add($"the hint {node.HintKind} is SQL Server's own: let the transaction's first statement update the row that guards");

    public override void Visit(OptimizerHint node) => faults.Add($"the hint {node.HintKind} is SQL Server's own: leave it out");

    public override void Visit(ParameterlessCall node) => faults.Add($"{node.ParameterlessCallType}: {Moment}");

    public override void Visit(FunctionCall node)
    {
        var name = node.FunctionName.Value.ToUpperInvariant();
        if (Instead.TryGetValue(name, out var advice)) faults.Add($"{name}: {advice}");
        else if (!Functions.Contains(name)) faults.Add($"{name} is not among the functions known to both engines (Portability.Functions)");
    }

    public override void Visit(ConvertCall node) => faults.Add("CONVERT is SQL Server's own: convert in code");

    public override void Visit(CastCall node)
    {
        if (node.DataType is not SqlDataTypeReference
            {
                SqlDataTypeOption: SqlDataTypeOption.Int or SqlDataTypeOption.BigInt
            or SqlDataTypeOption.NVarChar
            }) faults.Add("CAST to this type is not the same on SQLite: convert in code");
    }

    public override void Visit(BinaryExpression node)
    {
        if (node.BinaryExpressionType is BinaryExpressionType.Divide)
        {
            faults.Add("a division is cut off or not by the types of its sides: divide in code");
        }
        if (node.BinaryExpressionType is BinaryExpressionType.Add && (IsText(node.FirstExpression) || IsText(node.SecondExpression)))
        {
            faults.Add("+ joins texts on SQL Server only: select the parts and join them in code");
        }
    }

    private bool IsText(ScalarExpression expression) => expression switch
    {
        StringLiteral => true,
        ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [.., var name] } =>
            tables.SelectMany(table => table.Columns).Where(column => column.Name == name.Value).Select(column => column.Type).Distinct()
                .ToList() is ["TEXT"],
        _ => false,
    };

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<![@\w.])RETURNING\b", RegexOptions.IgnoreCase)]
    private static partial Regex Returning();

    [GeneratedRegex(@"(?<![@\w.])LIMIT\b", RegexOptions.IgnoreCase)]
    private static partial Regex Limit();

    [GeneratedRegex(@"(?<![@\w.])OFFSET\b", RegexOptions.IgnoreCase)]
    private static partial Regex Offset();
}

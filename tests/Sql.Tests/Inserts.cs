using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Sql.Tests;

/// <summary>What DacFx does not look at in an INSERT: columns that must be given, and as many values as columns.</summary>
internal sealed class Inserts(IReadOnlyList<Table> tables) : TSqlFragmentVisitor
{
    private readonly List<string> faults = [];

    public static IEnumerable<string> In(TSqlScript script, IReadOnlyList<Table> tables)
    {
        var check = new Inserts(tables);
        script.Accept(check);
        return check.faults;
    }

    public override void Visit(InsertSpecification node)
    {
        if (node.Columns.Count == 0)
        {
            faults.Add("an INSERT names its columns");
            return;
        }
        var given = node.Columns.Select(column => column.MultiPartIdentifier.Identifiers[^1].Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (given.Count != node.Columns.Count) faults.Add("an INSERT names a column twice");
        if (node.Target is NamedTableReference target
            && tables.SingleOrDefault(table => table.Name == target.SchemaObject.BaseIdentifier.Value) is { } table)
        {
            faults.AddRange(table.Columns
                .Where(column => column is { IsNullable: false, HasDefault: false, IsIdentity: false } && !given.Contains(column.Name))
                .Select(column => $"the INSERT omits {table.Name}.{column.Name}, which is NOT NULL and has no default"));
            faults.AddRange(table.Columns
                .Where(column => column.IsIdentity && given.Contains(column.Name))
                .Select(column => $"the INSERT gives {table.Name}.{column.Name}, which the engine numbers"));
        }
        foreach (var count in Counts(node.InsertSource).Where(count => count != node.Columns.Count))
        {
            faults.Add($"the INSERT has {node.Columns.Count} columns and {count} values");
        }
    }

    private static IEnumerable<int> Counts(InsertSource source) => source switch
    {
        ValuesInsertSource values => values.RowValues.Select(row => row.ColumnValues.Count),
        SelectInsertSource { Select: var select } => Selected(select),
        _ => [],
    };

    private static IEnumerable<int> Selected(QueryExpression select) => select switch
    {
        QuerySpecification query when query.SelectElements.All(element => element is SelectScalarExpression) =>
            [query.SelectElements.Count],
        QueryParenthesisExpression inner => Selected(inner.QueryExpression),
        BinaryQueryExpression both => Selected(both.FirstQueryExpression).Concat(Selected(both.SecondQueryExpression)),
        _ => [],
    };
}

using System.Text.RegularExpressions;
using Kernel.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Sql.Tests;

/// <summary>One service's schema on both engines, and the check of a statement against it.</summary>
internal sealed partial class ServiceSchema : IDisposable
{
    private readonly string name;

    public ServiceSchema(string name, IEnumerable<string> sqlServerScripts, IEnumerable<string> sqliteScripts)
    {
        this.name = name;
        SqlServer = new SqlServerSchema(name, sqlServerScripts);
        Sqlite = new SqliteSchema(name, sqliteScripts);
    }

    public SqlServerSchema SqlServer { get; }

    public SqliteSchema Sqlite { get; }

    /// <summary>The schema that the kernel's and the service's migrations make.</summary>
    public static ServiceSchema Read(string root, string project, string name)
    {
        IEnumerable<string> Scripts(string engine) =>
            from owner in (string[])["Kernel", project]
            let folder = Path.Combine(root, "services", owner, "Migrations", engine)
            where Directory.Exists(folder)
            from file in Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal)
            select File.ReadAllText(file);

        return new ServiceSchema(name, Scripts("SqlServer"), Scripts("Sqlite"));
    }

    /// <summary>Everything that is wrong with a statement; nothing where both engines would take it.</summary>
    public IReadOnlyList<string> Check(string statement) => [.. Check([statement]).Select(found => found.Fault)];

    /// <summary>Everything that is wrong with any of the statements.</summary>
    public IEnumerable<(string Statement, string Fault)> Check(IEnumerable<string> statements)
    {
        var read = statements.Distinct().Select(Read).ToList();
        // A model takes a while to make: one for all, and one for each only to find the culprit.
        var isSound = SqlServer.Validate([.. read.Select(statement => statement.Procedure).OfType<string>()]).Count == 0;
        return
            from statement in read
            from fault in isSound || statement.Procedure is null
                ? statement.Faults
                : SqlServer.Validate(statement.Procedure).Select(WithoutProcedure).Concat(statement.Faults)
            select (statement.Text, fault);
    }

    /// <summary>How SQLite would find the rows of a statement.</summary>
    public IReadOnlyList<string> Plan(string statement)
    {
        var sql = List().Replace(statement.Replace("$schema.", name + ".", StringComparison.Ordinal), "IN ($1)");
        return Sqlite.Plan(sql.Replace(Db.Page, "LIMIT @limit", StringComparison.Ordinal), Parameters.In(SqlServerSchema.Parse(sql)));
    }

    // "Error validating element [dbo].[checked_…]: Procedure: [dbo].[checked_…] has an unresolved …": the procedure is none of the
    // reader's.
    private static string WithoutProcedure(string fault) => Procedure().Replace(fault, "");

    private Statement Read(string text)
    {
        var sql = text.Replace("$schema.", name + ".", StringComparison.Ordinal);
        if (Portability.InText(sql).ToList() is { Count: > 0 } foreign) return new(text, null, foreign);
        // Dapper writes out the list of "IN @ids" and its parentheses.
        var expanded = List().Replace(sql, "IN ($1)");
        TSqlScript script;
        try
        {
            script = SqlServerSchema.Parse(expanded);
        }
        catch (FormatException error)
        {
            return new(text, null, [error.Message]);
        }
        if (Portability.In(script, SqlServer.Tables).ToList() is { Count: > 0 } unportable) return new(text, null, unportable);
        foreach (var reading in Enum.GetValues<Reading>()) SqlServerSchema.Parse(SqlServerDb.Dialect(expanded, reading));

        var parameters = Parameters.In(script);
        // What type a parameter has is not looked at, but it must have one.
        var declared = string.Join(", ", parameters.DistinctBy(parameter => parameter.ToUpperInvariant())
            .Select(parameter => $"{parameter} {(parameter == "@limit" ? "INT" : "NVARCHAR(4000)")}"));
        var faults = Inserts.In(script, SqlServer.Tables).ToList();
        if (Sqlite.Complaint(expanded.Replace(Db.Page, "LIMIT @limit", StringComparison.Ordinal), parameters) is { } complaint)
        {
            faults.Add($"SQLite: {complaint}");
        }
        return new(
            text,
            $"CREATE PROCEDURE dbo.checked_{Guid.NewGuid():N} {declared} AS BEGIN\n{SqlServerDb.Dialect(expanded, Reading.Held)}\nEND",
            faults);
    }

    public void Dispose() => Sqlite.Dispose();

    [GeneratedRegex(@"\bIN\s+(@\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex List();

    [GeneratedRegex(@"Error validating element \S+: Procedure: \S+ |Procedure: \[dbo\]\.\[checked_\w+\] ")]
    private static partial Regex Procedure();

    private sealed record Statement(string Text, string? Procedure, IReadOnlyList<string> Faults);

    private sealed class Parameters : TSqlFragmentVisitor
    {
        private readonly HashSet<string> names = [];

        public static HashSet<string> In(TSqlScript script)
        {
            var visitor = new Parameters();
            script.Accept(visitor);
            return visitor.names;
        }

        public override void Visit(VariableReference node) => names.Add(node.Name);
    }
}

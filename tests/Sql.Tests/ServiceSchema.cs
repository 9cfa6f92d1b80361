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
    public IReadOnlyList<string> Check(string statement)
    {
        var sql = statement.Replace("$schema.", name + ".", StringComparison.Ordinal);
        if (Portability.InText(sql).ToList() is { Count: > 0 } foreign) return foreign;
        // Dapper writes out the list of "IN @ids" and its parentheses.
        var expanded = List().Replace(sql, "IN ($1)");
        TSqlScript script;
        try
        {
            script = SqlServerSchema.Parse(expanded, out _);
        }
        catch (FormatException error)
        {
            return [error.Message];
        }
        if (Portability.In(script, SqlServer.Tables).ToList() is { Count: > 0 } unportable) return unportable;

        var parameters = Parameters.In(script);
        // What type a parameter has is not looked at, but it must have one.
        var declared = string.Join(", ", parameters.DistinctBy(parameter => parameter.ToUpperInvariant()).Select(parameter => $"{parameter} {(parameter == "@limit" ? "INT" : "NVARCHAR(4000)")}"));
        var faults = SqlServer.Validate($"CREATE PROCEDURE {name}.checked_statement {declared} AS BEGIN\n{expanded}\nEND").Concat(Inserts.In(script, SqlServer.Tables)).ToList();
        if (faults.Count > 0) return faults;
        return Sqlite.Complaint(expanded.Replace(Db.Page, "LIMIT @limit", StringComparison.Ordinal), parameters) is { } complaint ? [complaint] : [];
    }

    public void Dispose() => Sqlite.Dispose();

    [GeneratedRegex(@"\bIN\s+(@\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex List();

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

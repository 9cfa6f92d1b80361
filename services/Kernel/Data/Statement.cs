using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Kernel.Hosting;

namespace Kernel.Data;

/// <summary>A statement in the form of its engine, with the same span around each execution on both engines.</summary>
internal sealed class Statement(string sql, string system)
{
    private readonly string summary = Summarise(sql);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(
        DbConnection connection, DbTransaction? transaction, object? parameters, CancellationToken ct)
    {
        using var span = Start();
        try
        {
            return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct))).AsList();
        }
        catch (InvalidOperationException lost) when (connection.State is not ConnectionState.Open)
        {
            throw new DatabaseAwayException("The connection to the database is lost.", lost);
        }
    }

    public async Task<int> ExecuteAsync(DbConnection connection, DbTransaction? transaction, object? parameters, CancellationToken ct)
    {
        using var span = Start();
        try
        {
            return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
        }
        catch (InvalidOperationException lost) when (connection.State is not ConnectionState.Open)
        {
            throw new DatabaseAwayException("The connection to the database is lost.", lost);
        }
    }

    private Activity? Start()
    {
        if (IdleWork.IsGoingOn) return null;
        var span = Telemetry.Source.StartActivity(summary, ActivityKind.Client);
        span?.SetTag("db.system.name", system).SetTag("db.query.text", sql);
        return span;
    }

    // The verb and its table, such as "UPDATE partnership.slot", as OpenTelemetry names a database span.
    private static string Summarise(string sql)
    {
        var words = sql.Split([' ', '\n', '\r', '\t', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);
        var table = words.SkipWhile(word => word is not ("FROM" or "INTO" or "UPDATE")).Skip(1).FirstOrDefault();
        return $"{words[0]} {table}";
    }
}

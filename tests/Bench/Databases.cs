using Kernel.Data;
using Microsoft.Extensions.Configuration;

namespace Bench;

/// <summary>A service's database without its service, from the same settings.</summary>
internal static class Databases
{
    /// <summary>The settings of a child process, which it gets as environment variables.</summary>
    public static IConfiguration Environment { get; } = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    public static Db Open(IConfiguration settings, string schema) => settings.GetConnectionString(schema) is { Length: > 0 } server
        ? new SqlServerDb(server, schema)
        : new SqliteDb(Path.Combine(settings["Sqlite:Folder"]!, $"{schema}.db"), schema);

    public static IConfiguration Of(IReadOnlyDictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}

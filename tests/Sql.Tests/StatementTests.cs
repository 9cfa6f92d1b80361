using System.Text.RegularExpressions;
using Testing;
using Xunit;

namespace Sql.Tests;

/// <summary>Every statement of the services, against every schema that it runs in.</summary>
public sealed partial class StatementTests
{
    internal static readonly Dictionary<string, string> Schemas = new()
    {
        ["Enrollment"] = "enrollment",
        ["FacultyCertification"] = "faculty",
        ["IndustryPartnership"] = "partnership",
    };

    [Fact]
    public void Every_statement_is_a_constant_that_both_engines_take()
    {
        var calls = Call.OfServices;
        var faults = calls.Where(call => call.Fault is not null).Select(call => $"{call.Where}: {call.Fault}").ToList();
        foreach (var (project, name) in Schemas)
        {
            using var schema = ServiceSchema.Read(Repository.Root, project, name);
            // What is not a service's own code runs in each of them.
            var own = calls.Where(call => call.Sql is not null && (call.Project == project || !Schemas.ContainsKey(call.Project)))
                .ToLookup(call => call.Sql!);
            faults.AddRange(
                from found in schema.Check(own.Select(call => call.Key))
                from call in own[found.Statement]
                select $"{call.Where}: {found.Fault} [{name}]");
        }

        Assert.True(calls.Count > 20, $"Only {calls.Count} statements were found");
        AssertNone(faults);
    }

    public static TheoryData<string, string> EachSchema() => [.. Schemas.Select(schema => (schema.Key, schema.Value))];

    [Theory, MemberData(nameof(EachSchema))]
    public void The_migrations_make_the_same_schema_on_both_engines(string project, string name)
    {
        using var schema = ServiceSchema.Read(Repository.Root, project, name);

        Assert.NotEmpty(schema.SqlServer.Tables);
        AssertNone(schema.SqlServer.Validate());
        AssertNone(Table.Differences(schema.SqlServer.Tables, schema.Sqlite.Tables()));
        AssertNone(schema.SqlServer.Tables.SelectMany(table => table.NullableKeys()));
        AssertNone(schema.SqlServer.CaseInsensitiveKeys());
        Assert.Contains(
            schema.SqlServer.Denials,
            denial => denial.Contains("DENY UPDATE, DELETE", StringComparison.Ordinal)
                && denial.Contains($"{name}.audit", StringComparison.Ordinal));
    }

    [Fact]
    public void A_read_of_one_things_row_locks_it()
    {
        var found = from file in Directory.GetFiles(Path.Combine(Repository.Root, "services"), "*.cs", SearchOption.AllDirectories)
                    where !file.Contains("/Kernel/", StringComparison.Ordinal)
                    from Match call in ReadsOneThing().Matches(File.ReadAllText(file))
                    select $"{Path.GetFileName(file)}: {call.Value}: FindAsync or HoldAsync, so that what a refusal tells of it is still "
                        + $"true";

        AssertNone(found);
    }

    [GeneratedRegex(@"QueryAsync<\w+Row>\([^;""]*""[^;]*?WHERE (\w+\.)?id = @id AND "" \+ Visible")]
    private static partial Regex ReadsOneThing();

    // Assert.Empty would cut the list short.
    private static void AssertNone(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));
}

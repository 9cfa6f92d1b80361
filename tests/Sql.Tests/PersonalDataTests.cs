using Testing;
using Xunit;

namespace Sql.Tests;

/// <summary><c>contracts/personal-data.md</c> says where personal values may stand (D44), and misses no column.</summary>
public sealed class PersonalDataTests
{
    public static TheoryData<string, string> Services => new()
    {
        { "enrollment", "Enrollment" },
        { "faculty-certification", "FacultyCertification" },
        { "industry-partnership", "IndustryPartnership" },
    };

    [Theory, MemberData(nameof(Services))]
    public void D44_each_column_with_text_has_a_row(string service, string project)
    {
        var listed = Listed("Every service").Concat(Listed(service)).ToList();
        using var schema = ServiceSchema.Read(Repository.Root, project, StatementTests.Schemas[project]);
        var all = schema.SqlServer.Tables.SelectMany(table => table.Columns, (table, column) => $"{table.Name}.{column.Name}").ToHashSet();

        Assert.Empty(schema.SqlServer.FreeTexts().Except(listed));
        Assert.DoesNotContain(listed, column => !all.Contains(column));
        Assert.Equal(listed.Count, listed.Distinct().Count());
    }

    private static IEnumerable<string> Listed(string section) =>
        File.ReadLines(Path.Combine(Repository.Root, "contracts", "personal-data.md"))
            .SkipWhile(line => line != $"## {section}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('.', StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim())
            .Where(column => column.Contains('.', StringComparison.Ordinal));
}

using Kernel.Personal;
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

    [Theory, MemberData(nameof(Services))]
    public void D44_each_period_of_the_packs_has_a_row(string service, string project)
    {
        var packs = new RetentionPacks(Directory.GetFiles(Path.Combine(Repository.Root, "services", project, "retention"))
            .Select(file => (file, File.ReadAllText(file)))).All;
        var rows = packs.SelectMany(pack => pack.Kept.Select(kept => ($"{kept.Kind}.{kept.Member}", $"{kept.Years} years"))
            .Prepend(("erasure", $"{pack.CarryOutAfterDays} days"))
            .Prepend(("decision", $"{pack.DecideWithinDays} days"))
            .Select(period => $"| {service}/{pack.Id} | {pack.From:O} | {period.Item1} | {period.Item2} |"));

        Assert.Equal(rows, File.ReadLines(Page)
            .Where(line => line.StartsWith($"| {service}/", StringComparison.Ordinal))
            .Select(line => line[..(line.TrimEnd(' ', '|').LastIndexOf('|') + 1)]));
    }

    private static readonly string Page = Path.Combine(Repository.Root, "contracts", "personal-data.md");

    private static IEnumerable<string> Listed(string section) =>
        File.ReadLines(Page)
            .SkipWhile(line => line != $"## {section}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('.', StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim())
            .Where(column => column.Contains('.', StringComparison.Ordinal));
}

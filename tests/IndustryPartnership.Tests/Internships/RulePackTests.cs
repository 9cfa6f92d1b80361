using System.Text.Json.Nodes;
using IndustryPartnership.Internships.Law;
using Microsoft.Extensions.Configuration;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Packs of rules: data that an installation adds, and that is read before the service starts.</summary>
public sealed class RulePackTests : IDisposable
{
    private static readonly string Own = File.ReadAllText(
        Path.Combine(Repository.Root, "services", "IndustryPartnership", "packs", "internship-rules-2021.json"));

    private readonly string folder = Directory.CreateTempSubdirectory("packs-test-").FullName;

    [Theory]
    [InlineData("""{"madeUp":1}""", "madeUp")]
    [InlineData("""{"from":"2021-13-01"}""", "from")]
    [InlineData("""{"from":"2030-01-01","until":"2029-12-31"}""", "before it begins")]
    [InlineData("""{"rules":[]}""", "no rules")]
    [InlineData("""{"rules":[{"name":"invented","year":2021,"mark":"R","parameters":{}}]}""", "There is no rule invented")]
    [InlineData("""{"rules":[{"name":"major-match","year":2021,"mark":"S","parameters":{"digits":4}}]}""", "the mark is one of")]
    [InlineData("""{"rules":[{"name":"major-match","year":2021,"mark":"R","parameters":{"digits":0}}]}""", "major-match: ")]
    [InlineData("""{"rules":[{"name":"major-match","year":2021,"mark":"R","parameters":{"digit":4}}]}""", "major-match: ")]
    [InlineData("""{"rules":[{"name":"pay-floor","year":2021,"mark":"R","parameters":{"percent":80,"of":["average"]}}]}""", "average is no wage")]
    [InlineData("""{"rules":[{"name":"pay-floor","year":2021,"mark":"R","parameters":{"percent":101,"of":["samePost"]}}]}""", "pay-floor: ")]
    [InlineData("""{"rules":[{"name":"major-match","year":2021,"mark":"R","parameters":{"digits":4}},{"name":"major-match","year":2021,"mark":"R","parameters":{"digits":4}}]}""", "rule major-match or pack")]
    public void D33_a_malformed_pack_stops_the_start_and_says_what_is_wrong(string change, string expected)
    {
        var error = Assert.Throws<InvalidOperationException>(() => new RulePacks([("province.json", Pack(change))]));

        Assert.StartsWith("The rule pack province.json cannot be used. ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"another"}""", "both govern 2021-12-31")]
    [InlineData("""{"id":"another","from":"2021-01-01"}""", "both govern")]
    [InlineData("""{"from":"2010-01-01","until":"2011-01-01"}""", "appears twice")]
    public void D33_packs_that_overlap_stop_the_start(string change, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<InvalidOperationException>(() => new RulePacks([("own.json", Own), ("province.json", Pack(change))])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void D33_regional_pack_is_a_file_and_governs_only_that_region()
    {
        File.WriteAllText(
            Path.Combine(folder, "beijing.json"),
            Pack("""{"id":"beijing-2025","region":"beijing","from":"2025-01-01","until":"2025-12-31"}"""));

        Assert.Equal(
            ("internship-rules-2021", "beijing-2025", "internship-rules-2021"),
            (Of("beijing", "2024-12-31"), Of("beijing", "2025-01-01"), Of("beijing", "2026-01-01")));
        Assert.Equal(("internship-rules-2021", "internship-rules-2021"), (Of("hebei", "2025-01-01"), Of(null, "2025-01-01")));
        Assert.Null(Of("beijing", "2016-04-10"));

        string? Of(string? region, string day) => Load(("Rules:Packs", folder), ("Rules:Region", region)).Of(DateOnly.Parse(day, null))?.Id;
    }

    [Fact]
    public void D33_missing_folder_stops_the_start() =>
        Assert.Contains(
            "does not exist",
            Assert.Throws<InvalidOperationException>(() => Load(("Rules:Packs", Path.Combine(folder, "none")))).Message,
            StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Pack(string change) => JsonNode.Parse(Own)!.AsObject().With(JsonNode.Parse(change)!).ToJsonString();

    private static RulePacks Load(params (string Name, string? Value)[] settings) =>
        RulePacks.Load(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build());
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kernel.Http;

namespace Contracts.Tests;

/// <summary><c>contracts/problems-zh.json</c> has each text of a refusal in Chinese, and nothing else.</summary>
public sealed partial class ChineseTests
{
    private static readonly JsonSerializerOptions AsWritten = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly IReadOnlyDictionary<string, ProblemType> Types =
        RulesInCode.Problems.Concat(CommonProblems.Catalogue.Types).DistinctBy(type => type.Type).ToDictionary(type => type.Type);

    /// <remarks>Written anew, it has an empty text for each one that is missing, and another test fails until it is written.</remarks>
    [Fact]
    public Task Each_title_and_each_detail_is_there_and_no_other() => ContractFile.ShouldBeAsync(
        "problems-zh.json",
        JsonSerializer.Serialize(
            new Chinese.Pages(Sorted(Types.Keys, Chinese.All.Titles), Sorted(WordingInCode.Words, Chinese.All.Details)),
            AsWritten).ReplaceLineEndings("\n") + "\n");

    [Fact]
    public void Each_detail_keeps_its_values_apart() => Assert.Empty(WordingInCode.Finished);

    [Fact]
    public void Each_detail_has_the_same_values_in_both_languages() => Assert.All(
        Chinese.All.Details, detail => Assert.Equal(PlacesOf(detail.Key), PlacesOf(detail.Value)));

    [Fact]
    public void Each_text_is_Chinese() => Assert.All(
        Chinese.All.Titles.Concat(Chinese.All.Details)
            .Where(text => Letters().IsMatch(Place().Replace(text.Key, ""))),
        text => Assert.Contains(text.Value, character => character is >= '\u4e00' and <= '\u9fff'));

    private static SortedDictionary<string, string> Sorted(IEnumerable<string> keys, IReadOnlyDictionary<string, string> texts) =>
        new(keys.ToDictionary(key => key, key => texts.GetValueOrDefault(key, "")), StringComparer.Ordinal);

    private static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(place => place.Value).Distinct().Order();

    [GeneratedRegex(@"\{[0-9]+\}")]
    private static partial Regex Place();

    [GeneratedRegex("[a-z]{3}")]
    private static partial Regex Letters();
}

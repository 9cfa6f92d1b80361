using System.Text.Json;
using System.Text.RegularExpressions;
using Testing;

namespace Portal.Tests;

/// <summary>Each text of the portal is there in English and Chinese.</summary>
public sealed partial class WordTests
{
    private static readonly string Portal = Path.Combine(Repository.Root, "gateway", "Portal");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Portal, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Portal, file))];

    public static TheoryData<string> Components =>
        [.. Directory.GetFiles(Portal, "*.razor", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Portal, file))];

    [Theory, MemberData(nameof(Files))]
    public void Each_key_has_a_text_in_both_languages_with_the_same_places(string file)
    {
        foreach (var (key, texts) in Read(file))
        {
            Assert.True(texts is [{ Length: > 0 }, { Length: > 0 }], $"{key} needs two texts.");
            var isChinese = texts[1].Any(letter => letter is >= '\u4e00' and <= '\u9fff');
            Assert.True(isChinese || !Letters().IsMatch(texts[0]), $"{key} has no Chinese.");
            Assert.Equal(PlacesOf(texts[0]), PlacesOf(texts[1]));
        }
    }

    [Theory, MemberData(nameof(Components))]
    public void Each_text_that_a_page_names_is_there(string file)
    {
        var own = Path.ChangeExtension(file, ".json");
        var known = Read(Path.Combine("Shared", "Words.json")).Keys
            .Concat(File.Exists(Path.Combine(Portal, own)) ? Read(own).Keys : []).ToHashSet();

        var named = Named().Matches(File.ReadAllText(Path.Combine(Portal, file))).Select(name => name.Groups["key"].Value);

        Assert.Empty(named.Where(key => !known.Contains(key)).Distinct());
    }

    private static Dictionary<string, string[]> Read(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(Portal, file)))!;

    private static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(place => place.Value).Distinct().Order();

    [GeneratedRegex(@"\bT\(""(?<key>[^""]+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"\{[0-9]+\}")]
    private static partial Regex Place();

    [GeneratedRegex("[A-Za-z]{3}")]
    private static partial Regex Letters();
}

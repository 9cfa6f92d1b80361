using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Testing;

namespace Contracts.Tests;

/// <summary>Sentences have at most 25 words, and lines of code at most 140 columns; what was longer before is counted in
/// Baselines.</summary>
public sealed partial class PlainTextTests
{
    private const int MostWords = 25;
    private const int MostColumns = 140;

    [Fact]
    public void No_sentence_of_docs_and_API_texts_becomes_longer() =>
        Baseline.ShouldNotGrow("sentences", Files("*.md").Select(file => (Name(file), Prose(File.ReadAllText(file)).AsEnumerable()))
        .Concat(PlatformParts.Services.SelectMany(ApiTexts))
        .Select(texts => (texts.Item1, texts.Item2.SelectMany(Sentences).Distinct().Count(sentence => Words(sentence) > MostWords))));

    [Fact]
    public void A_line_of_Markdown_is_one_sentence() => Baseline.ShouldNotGrow("lines-of-markdown", Files("*.md")
        .Select(file => (Name(file), LinesThatAreNoSentence(File.ReadAllText(file)))));

    [Fact]
    public void Two_sentences_in_a_line_and_one_on_two_lines_are_found() =>
        Assert.Equal(2, LinesThatAreNoSentence("One. Two.\n\nOne goes\non.\n\nFirst:\n\n- an item\n- another\n\n| a. B. | c |\n"));

    [Fact]
    public void No_line_of_code_becomes_longer() => Baseline.ShouldNotGrow(
        "columns", Files("*.cs").Concat(Files("*.sql")).Concat(Files("*.razor"))
        .Select(file => (Name(file), File.ReadLines(file).Count(line => line.Length > MostColumns))));

    [Theory]
    [InlineData("One two. Three four five! Six (see `a b. c`)", "2, 3, 3")]
    [InlineData("From v1.2 on, [the page](a.b/c d) says so.", "7")]
    [InlineData("Wait 30 s; then try again: it passes.", "8")]
    public void Words_are_counted_by_sentence(string text, string words) =>
        Assert.Equal(words, string.Join(", ", Sentences(text).Select(Words)));

    [Fact]
    public void Prose_excludes_code_and_headings_and_each_cell_stands_alone() => Assert.Equal(
        ["One line goes on.", "first", "second", "an item"],
            Prose("# Title\nOne line\ngoes on.\n\n```\ncode\n```\n| first | second |\n|---|---|\n- an item\n"));

    /// <summary>What the OpenAPI document and the refusals of a service say.</summary>
    private static IEnumerable<(string, IEnumerable<string>)> ApiTexts(Service service)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "contracts", "openapi",
            $"{service.Name}.json")));
        yield return ($"openapi/{service.Name}", [.. Texts(document.RootElement)]);
        yield return ($"titles/{service.Name}",
            RulesInCode.Problems.Where(type => type.Type.StartsWith($"/problems/{service.Name}/", StringComparison.Ordinal))
            .Select(type => type.Title));
        yield return ($"details/{service.Name}", Files("*.cs")
            .Where(file => Name(file).StartsWith($"services/{service.Assembly.GetName().Name}/", StringComparison.Ordinal))
            .SelectMany(Details));
    }

    private static IEnumerable<string> Texts(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object =>
            node.EnumerateObject()
            .SelectMany(member => member is { Name: "description" or "summary", Value.ValueKind: JsonValueKind.String }
            ? [member.Value.GetString()!]
            : Texts(member.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Texts),
        _ => [],
    };

    // An interpolated value is one word.
    private static IEnumerable<string> Details(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<ArgumentListSyntax>()
        .Where(list => list.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Refuse" } }
            or ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "Refusal" } })
        .SelectMany(list => list.Arguments).SelectMany(argument => argument.DescendantNodesAndSelf()).Select(node => node switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
            InterpolatedStringExpressionSyntax interpolated =>
                string.Concat(interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText
                : "value")),
            _ => "",
        });

    /// <summary>Paragraphs, items and cells.</summary>
    private static List<string> Prose(string markdown) =>
        [.. Blocks().Split(string.Join('\n', ProseLines(markdown))).Select(block => block.ReplaceLineEndings(" ").Trim())
        .Where(block => block.Length > 0)];

    private static IEnumerable<string> ProseLines(string markdown) => Fence().Replace(markdown, "").Split('\n')
        .Where(line => !line.StartsWith('#') && !line.StartsWith("|--", StringComparison.Ordinal))
        .SelectMany(line => line.StartsWith('|') ? line.Split('|').Select(cell => $"\n{cell.Trim()}\n") : [Item().Replace(line, "\n")]);

    // A table's cell may have two.
    private static int LinesThatAreNoSentence(string markdown)
    {
        var lines = string.Join('\n', ProseLines(string.Join('\n', markdown.Split('\n').Where(line => !line.StartsWith('|'))))).Split('\n');
        return lines.Zip(lines.Skip(1).Append("")).Count(line =>
            Sentences(line.First).Count > 1 || (line.First.Length > 0 && line.Second.Length > 0 && !Ended().IsMatch(line.First)));
    }

    private static List<string> Sentences(string text) =>
        [.. End().Split(Code().Replace(text, "code")).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0)];

    private static int Words(string sentence) => Word().Count(sentence);

    private static string Name(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
        .Where(file => !Name(file).Split('/').Any(part => part is "obj" or "bin" or "data" or "TestResults" or "node_modules" or ".git"));

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*(?:[-*]|\d+\.) ")]
    private static partial Regex Item();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blocks();

    [GeneratedRegex(@"`[^`]+`|\]\([^)]*\)")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<=[.!?。！？]\)?)(?:\s+|$)")]
    private static partial Regex End();

    [GeneratedRegex(@"[.:!?。！？…][*)]*$")]
    private static partial Regex Ended();

    [GeneratedRegex(@"\S*[\p{L}\p{N}]\S*")]
    private static partial Regex Word();
}

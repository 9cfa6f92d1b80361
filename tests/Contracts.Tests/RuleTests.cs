namespace Contracts.Tests;

/// <summary><c>contracts/rules.md</c> and the code know the same rules, functions and problems.</summary>
public sealed class RuleTests
{
    private static readonly ILookup<string, Rule> Page = Rule.All.ToLookup(rule => rule.Number);

    [Fact]
    public void Every_rule_number_in_the_code_is_explained_once() =>
        Assert.Equal(RulesInCode.Numbers().Order(StringComparer.Ordinal), Rule.All.Select(rule => rule.Number)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_function_on_the_page_is_in_the_code() =>
        Assert.Empty(Rule.All.SelectMany(rule =>
            rule.JudgedBy.Where(function => !RulesInCode.Functions.Contains(function)), (rule, function) => $"{rule.Number}: {function}"));

    [Fact]
    public void Every_problem_on_the_page_is_in_the_code() =>
        Assert.Empty(Rule.All.SelectMany(rule =>
            rule.Problems.Except(RulesInCode.Problems.Select(type => type.Type)), (rule, problem) => $"{rule.Number}: {problem}"));

    [Fact]
    public void Every_function_that_gives_a_verdict_is_on_the_page() =>
        Assert.Empty(RulesInCode.Judges.Except(Rule.All.SelectMany(rule => rule.JudgedBy)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_function_stands_with_its_rule_number() =>
        Assert.Empty(Missing(RulesInCode.JudgedBy(), rule => rule.JudgedBy));

    [Fact]
    public void Every_problem_stands_with_its_rule_number() =>
        Assert.Empty(Missing(RulesInCode.RefusedBy(), rule => rule.Problems));

    [Fact]
    public void Every_problem_of_a_verdict_is_on_the_page() =>
        Assert.Empty(RulesInCode.RefusedByVerdict().Except(Rule.All.SelectMany(rule => rule.Problems)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_title_leaves_the_number_to_the_member_rule() =>
        Assert.Empty(RulesInCode.Problems.Where(type => RulesInCode.HasNumber(type.Title)).Select(type => type.Type));

    [Fact]
    public void Each_rule_has_English_and_Chinese_text() => Assert.All(Rule.All, rule =>
    {
        Assert.DoesNotContain(rule.English + rule.Source, IsChinese);
        Assert.Contains(rule.Chinese, IsChinese);
        Assert.Contains(rule.SourceInChinese, IsChinese);
    });

    private static IEnumerable<string> Missing(IEnumerable<(string Rule, string Name)> inCode, Func<Rule, IEnumerable<string>> onPage) =>
        inCode.Distinct()
        .Where(pair => !Page[pair.Rule].SelectMany(onPage).Contains(pair.Name)).Select(pair => $"{pair.Rule}: {pair.Name}")
            .Order(StringComparer.Ordinal);

    private static bool IsChinese(char letter) => letter is >= '\u4e00' and <= '\u9fff';
}

using Kernel.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Access.Tests;

/// <summary>What a service's catalogue of refusals says, and what is missing of it.</summary>
internal static class Refusals
{
    /// <summary>The types that no test names. A test that provokes one names it in quotation marks, whole or by its last
    /// segment.</summary>
    public static IReadOnlyList<string> Unprovoked(IEnumerable<string> types, IReadOnlyCollection<string> tests) =>
        [.. types.Where(type => !tests.Any(test => test.Contains($"\"{type}\"", StringComparison.Ordinal)
            || test.Contains($"\"{type.Split('/')[^1]}\"", StringComparison.Ordinal)))];

    /// <summary>The refusals in a catalogue's source that do not teach: without the facts, or, where a rule refuses, without its
    /// number.</summary>
    /// <param name="source">The source.</param>
    /// <param name="ruled">The types by which only rules refuse, each by its last segment.</param>
    public static IReadOnlyList<string> Untaught(string source, IReadOnlySet<string> ruled)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var names = root.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(
                declared =>
                    declared.Initializer?.Value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Define" } })
            .ToDictionary(declared => declared.Identifier.Text, declared => declared.Initializer!.DescendantTokens()
                .First(token => token.IsKind(SyntaxKind.StringLiteralToken)).ValueText);
        var refusals = root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Refuse", Expression: var type }
                && names.ContainsKey(NameOf(type)))
            .Select(call => (Type: NameOf(
                ((MemberAccessExpressionSyntax)call.Expression).Expression), Arguments: call.ArgumentList.Arguments.ToList()))
            .ToList();
        // The kernel's refusal of a state takes the rule, and gives the facts itself.
        var ofStates = root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: nameof(CommonProblems.NotInState) })
            .Select(call => NameOf(call.ArgumentList.Arguments[0].Expression));
        var given = refusals.Select(refusal => refusal.Type).Concat(ofStates).ToHashSet();
        return
        [
            .. names.Keys.Where(type => !given.Contains(type)).Select(type => $"{type} is never given."),
            .. refusals.Where(refusal => !HasVerdict(refusal.Arguments) && !Has(refusal.Arguments, "facts", 2))
                .Select(refusal => $"{refusal.Type} does not give the facts."),
            .. refusals.Where(refusal =>
                    ruled.Contains(names[refusal.Type]) && !HasVerdict(refusal.Arguments) && !Has(refusal.Arguments, "rule", 1))
                .Select(refusal => $"{refusal.Type} does not give its rule."),
        ];
    }

    // The type of another module is named with that.
    private static string NameOf(ExpressionSyntax type) => type.ToString().Split('.')[^1];

    // A verdict has rule, facts and change.
    private static bool HasVerdict(List<ArgumentSyntax> arguments) =>
        arguments[0].Expression is IdentifierNameSyntax { Identifier.Text: "verdict" };

    private static bool Has(List<ArgumentSyntax> arguments, string name, int place) =>
        arguments.Any(argument => argument.NameColon?.Name.Identifier.Text == name)
            || arguments.TakeWhile(argument => argument.NameColon is null).Count() > place;
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Kernel;
using Kernel.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Testing;

namespace Contracts.Tests;

/// <summary>What the code says of rules: their numbers, the functions that judge by them and the problems that name them.</summary>
internal static partial class RulesInCode
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public
        | BindingFlags.NonPublic;

    private static readonly Type[] Types = [.. PlatformParts.Services.SelectMany(service => service.Assembly.GetTypes())
        .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))];

    /// <summary>Every method of a service, as class and method.</summary>
    public static IReadOnlySet<string> Functions { get; } = Types.SelectMany(type => type.GetMethods(Declared), Name).ToHashSet();

    /// <summary>Those that return a verdict, but for helpers that nobody else calls.</summary>
    public static IReadOnlySet<string> Judges { get; } =
        Types.SelectMany(type =>
            type.GetMethods(Declared).Where(method => !method.IsPrivate && !method.IsSpecialName && Returns(method)), Name).ToHashSet();

    /// <summary>Every problem type that a service defines, with its title.</summary>
    public static IReadOnlyList<ProblemType> Problems { get; } =
        [.. Types.SelectMany(type => type.GetFields(Declared)).Where(field => field.FieldType == typeof(ProblemType))
            .Select(field => (ProblemType)field.GetValue(null)!)];

    /// <summary>Every number in the sources of the product and in the OpenAPI documents.</summary>
    public static IReadOnlySet<string> Numbers() => Files(["services", "gateway", "deploy", "contracts"], ["*.cs", "*.sql"])
        .Concat(Files(["contracts/openapi"], ["*.json"]))
        .SelectMany(file => Number().Matches(Told(file)), (_, match) => match.Value).ToHashSet();

    // A document's examples have numbers of learners and teachers.
    private static string Told(string file) =>
        file.EndsWith(".json", StringComparison.Ordinal) ? Quoted().Replace(File.ReadAllText(file), "") : File.ReadAllText(file);

    /// <summary>What a rule's number stands beside: the function that gives a verdict by it, the problem that is refused by it.</summary>
    public static IEnumerable<(string Rule, string Function)> JudgedBy() =>
        Literals().SelectMany(literal => JudgesOf(literal.Token), (literal, judge) => (literal.Token.ValueText, judge));

    public static IEnumerable<(string Rule, string Problem)> RefusedBy() =>
        Literals().SelectMany(literal => RefusalsOf(literal.Token, literal.Defined), (literal, type) => (literal.Token.ValueText, type));

    /// <summary>The problems that are refused by a verdict, which has the number of its rule.</summary>
    public static IEnumerable<string> RefusedByVerdict() =>
        from source in Sources()
        from call in source.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call is
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Refuse" },
            ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax { Identifier.Text: "verdict" } }, ..],
        }
        let type = source.Defined.GetValueOrDefault(call.Expression.ToString().Split('.')[^2])
        where type is not null
        select type;

    /// <summary>Whether a text has the number of a rule.</summary>
    public static bool HasNumber(string text) => Number().IsMatch(text);

    private static IEnumerable<(SyntaxToken Token, Dictionary<string, string> Defined)> Literals() =>
        from source in Sources()
        from token in source.Root.DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken) && Number().Match(token.ValueText) is { Success: true } match
            && match.Length == token.ValueText.Length
        select (token, source.Defined);

    private static IEnumerable<(SyntaxNode Root, Dictionary<string, string> Defined)> Sources() =>
        from service in PlatformParts.Services
        let roots = Files([$"services/{service.Assembly.GetName().Name}"], ["*.cs"])
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()).ToList()
        // A module may refuse by a type of the one that it rests on.
        let defined = roots.SelectMany(root => DefinedIn(root, service.Name)).ToDictionary(type => type.Key, type => type.Value)
        from root in roots
        select (root, defined);

    private static IEnumerable<string> JudgesOf(SyntaxToken literal)
    {
        var called = literal.Parent!.Ancestors().OfType<ArgumentSyntax>().FirstOrDefault()?.Parent?.Parent;
        if (called is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call }
            && Judges.Contains(call.ToString())) yield return call.ToString();
        if (literal.Parent!.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault() is { Parent: TypeDeclarationSyntax type } method
            && $"{type.Identifier.Text}.{method.Identifier.Text}" is var name && Judges.Contains(name)) yield return name;
    }

    // The nearest call around the number that speaks of a type of problem.
    private static IEnumerable<string> RefusalsOf(SyntaxToken literal, Dictionary<string, string> defined) => literal.Parent!.Ancestors()
        .TakeWhile(node => node is not MemberDeclarationSyntax).OfType<ExpressionSyntax>()
        .Select(node =>
            node.DescendantTokens().Select(token => defined.GetValueOrDefault(token.ValueText)).OfType<string>().Distinct().ToList())
        .FirstOrDefault(types => types.Count > 0) ?? [];

    private static Dictionary<string, string> DefinedIn(SyntaxNode root, string service) =>
        root.DescendantNodes().OfType<VariableDeclaratorSyntax>()
        .Where(variable => variable.Initializer?.Value is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Define" },
        })
        .ToDictionary(
            variable => variable.Identifier.Text,
            variable =>
                "/problems/" + service + "/"
                    + variable.Initializer!.DescendantTokens().First(token => token.IsKind(SyntaxKind.StringLiteralToken)).ValueText);

    private static IEnumerable<string> Files(string[] folders, string[] patterns) =>
        from folder in folders
        from pattern in patterns
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
        where !file.Split('/', '\\').Any(part => part is "obj" or "bin")
        select file;

    private static string Name(Type type, MethodInfo method) => $"{type.Name}.{method.Name}";

    private static bool Returns(MethodInfo method) =>
        method.ReturnType == typeof(Verdict) || method.ReturnType.GenericTypeArguments.Contains(typeof(Verdict));

    [GeneratedRegex("\"[A-Z]\\d+\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:D\d{1,2}[a-z]?|S\d{1,2})\b")]
    private static partial Regex Number();
}

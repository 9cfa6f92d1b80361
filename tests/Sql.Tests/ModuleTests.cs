using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Testing;
using Xunit;

namespace Sql.Tests;

/// <summary>The two modules of industry-partnership: internships rest on cooperation, and cooperation knows nothing of them.</summary>
public sealed partial class ModuleTests
{
    private const string Cooperation = "Cooperation";
    private const string Internships = "Internships";

    private static readonly Lazy<CSharpCompilation> Partnership = new(
        () => ProductCode.CompileServices(Repository.Root).Single(project => project.AssemblyName == "IndustryPartnership"));

    [Fact]
    public void Cooperation_uses_no_type_of_internships() =>
        AssertNone(Uses(Partnership.Value).Where(use => ModuleOf(use.From) == Cooperation && ModuleOf(use.To) == Internships));

    [Fact]
    public void Cooperation_uses_no_table_of_internships()
    {
        var statements = Call.In(Partnership.Value).Where(call => call.Sql is not null).Select(call => (call.Where, Sql: call.Sql!))
            .ToList();
        var filled = statements.Where(one => ModuleOf(one.Where) == Internships)
            .SelectMany(one => Filled().Matches(one.Sql)).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Contains("placement", filled);
        AssertNone(
            from one in statements
            where ModuleOf(one.Where) == Cooperation
            from Match table in Named().Matches(one.Sql)
            where filled.Contains(table.Groups[1].Value)
            select $"{one.Where} names {table.Value}");
    }

    [Fact]
    public void Feature_folders_form_no_cycle() => AssertNone(Circles(Uses(Partnership.Value)));

    [Fact]
    public void The_check_finds_a_use_of_internships_and_a_cycle()
    {
        var code = CSharpCompilation.Create("Made", [
            Parse("Cooperation/Bases/Base.cs", "namespace B { class Base { S.Slot? Slot; } }"),
            Parse("Internships/Slots/Slot.cs", "namespace S { class Slot { B.Base? Base; } }"),
        ]);

        Assert.Contains(Uses(code), use => ModuleOf(use.From) == Cooperation && ModuleOf(use.To) == Internships);
        Assert.NotEmpty(Circles(Uses(code)));
    }

    private static SyntaxTree Parse(string path, string text) =>
        CSharpSyntaxTree.ParseText(
            text, path: $"/services/IndustryPartnership/{path}", cancellationToken: TestContext.Current.CancellationToken);

    private static string ModuleOf(string path) =>
        path.Split('/').SkipWhile(part => part != "IndustryPartnership").Skip(1).FirstOrDefault() ?? "";

    // Cooperation/Bases; a module's own files, such as its refusals and its list of routes, are none.
    private static string? FolderOf(string path) =>
        path.Split('/').SkipWhile(part => part != "IndustryPartnership").Skip(1).ToList() is [var module, var folder, _]
            ? $"{module}/{folder}"
            : null;

    private static IEnumerable<(string From, string To)> Uses(CSharpCompilation code) => (
        from tree in code.SyntaxTrees
        let model = code.GetSemanticModel(tree)
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let used = model.GetSymbolInfo(name).Symbol
        where used is INamedTypeSymbol or { IsStatic: true, Kind: not SymbolKind.Namespace }
        from declared in used.DeclaringSyntaxReferences
        where declared.SyntaxTree != tree
        select (tree.FilePath, declared.SyntaxTree.FilePath)).Distinct();

    private static IEnumerable<string> Circles(IEnumerable<(string From, string To)> uses)
    {
        // A folder's part of the refusals is the module's: one class in several files.
        var edges = uses.Where(
            use => !use.From.EndsWith("Problems.cs", StringComparison.Ordinal) && !use.To.EndsWith("Problems.cs", StringComparison.Ordinal))
            .Select(use => (From: FolderOf(use.From), To: FolderOf(use.To)))
            .Where(use => use.From is not null && use.To is not null && use.From != use.To).Distinct()
            .ToLookup(use => use.From!, use => use.To!);
        return edges.Select(edge => edge.Key).Where(folder => Reached(folder).Contains(folder));

        HashSet<string> Reached(string folder)
        {
            var (reached, next) = (new HashSet<string>(), new Queue<string>(edges[folder]));
            while (next.TryDequeue(out var one))
            {
                if (reached.Add(one)) foreach (var further in edges[one]) next.Enqueue(further);
            }
            return reached;
        }
    }

    private static void AssertNone<T>(IEnumerable<T> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    [GeneratedRegex(@"INSERT INTO partnership\.(\w+)")]
    private static partial Regex Filled();

    [GeneratedRegex(@"partnership\.(\w+)")]
    private static partial Regex Named();
}

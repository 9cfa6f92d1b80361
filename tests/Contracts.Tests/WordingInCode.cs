using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Kernel.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Testing;

namespace Contracts.Tests;

/// <summary>Every text in the code that a caller is told: what stands where a <see cref="Wording"/> is expected.</summary>
internal static partial class WordingInCode
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Referenced = new();

    private static readonly Lazy<(IReadOnlySet<string> Words, IReadOnlyList<string> Finished)> All = new(Read);

    /// <summary>The words, with places such as <c>{0}</c> for the values.</summary>
    public static IReadOnlySet<string> Words => All.Value.Words;

    /// <summary>Places where a text is finished before it becomes a <see cref="Wording"/>, so its words cannot be found.</summary>
    public static IReadOnlyList<string> Finished => All.Value.Finished;

    private static (IReadOnlySet<string> Words, IReadOnlyList<string> Finished) Read()
    {
        var (words, finished) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        var tellers = Tellers();
        foreach (var folder in (string[])["services/Kernel", .. Services(), "gateway"])
        {
            var project = Compile(folder);
            var told = project.GetTypeByMetadataName(typeof(Wording).FullName!)!;
            foreach (var tree in project.SyntaxTrees.Where(tree => tellers.IsMatch($"{tree.GetText()}")))
            {
                var model = project.GetSemanticModel(tree);
                foreach (var text in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
                {
                    var type = model.GetTypeInfo(text);
                    if (!Is(type.ConvertedType, told) || Is(type.Type, told)) continue;
                    Collect(text, model, words, finished);
                }
            }
        }
        return (words, finished);
    }

    private static void Collect(ExpressionSyntax text, SemanticModel model, SortedSet<string> words, List<string> finished)
    {
        if (model.GetConstantValue(text) is { HasValue: true, Value: var constant })
        {
            if (constant is string plain) words.Add(plain);
            return;
        }
        switch (text)
        {
            case ParenthesizedExpressionSyntax inner: Collect(inner.Expression, model, words, finished); break;
            case ConditionalExpressionSyntax choice when !IsTold(choice, model):
                Each(choice.WhenTrue);
                Each(choice.WhenFalse);
                break;
            case SwitchExpressionSyntax choice:
                foreach (var arm in choice.Arms) Each(arm.Expression);
                break;
            case InterpolatedStringExpressionSyntax or BinaryExpressionSyntax when IsTold(text, model): words.Add(WordsOf(text)); break;
            default:
                var line = text.GetLocation().GetLineSpan();
                finished.Add($"{Path.GetRelativePath(Repository.Root, line.Path)}:{line.StartLinePosition.Line + 1}: {text}");
                break;
        }
        void Each(ExpressionSyntax branch) => Collect(branch, model, words, finished);
    }

    private static bool IsTold(ExpressionSyntax text, SemanticModel model) => model.GetConversion(text).IsInterpolatedStringHandler;

    private static string WordsOf(ExpressionSyntax text)
    {
        var places = 0;
        return string.Concat(text.DescendantNodesAndSelf(node => node is not InterpolationSyntax).Select(part => part switch
        {
            InterpolatedStringTextSyntax literal => literal.TextToken.ValueText,
            InterpolationSyntax => $"{{{places++}}}",
            _ => "",
        }));
    }

    private static bool Is(ITypeSymbol? type, ITypeSymbol told) => SymbolEqualityComparer.Default.Equals(type, told);

    private static IEnumerable<string> Services() =>
        PlatformParts.Services.Select(service => $"services/{service.Assembly.GetName().Name}");

    // Most files tell nothing, and to bind them takes long.
    private static Regex Tellers()
    {
        var names = Directory.EnumerateFiles(Path.Combine(Repository.Root, "services"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Takes().Matches(File.ReadAllText(file)), (_, match) => match.Groups["name"].Value).Distinct();
        return new Regex($@"\bWording\b|\b({string.Join('|', names)})\(");
    }

    // The sources alone: what generators add refers to them, and never the other way round.
    private static CSharpCompilation Compile(string folder)
    {
        var path = Path.Combine(Repository.Root, folder);
        var name = Path.GetFileNameWithoutExtension(Directory.GetFiles(path, "*.csproj").Single());
        var files = Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(path, file).Split('/', '\\').Any(part => part is "obj" or "bin"));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileNameWithoutExtension(file) != name)
            .Select(file => Referenced.GetOrAdd(file, path => MetadataReference.CreateFromFile(path)));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create(
            name, [Usings(), .. files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))], references, options);
    }

    // ImplicitUsings of the web SDK.
    private static SyntaxTree Usings() => CSharpSyntaxTree.ParseText(string.Concat(
        ((string[])
        [
            "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Net.Http.Json",
            "System.Threading", "System.Threading.Tasks", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting",
            "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
        ]).Select(name => $"global using global::{name};\n")));

    // A declaration with such a parameter: a method, or a type with a constructor.
    [GeneratedRegex(@"\b(?<name>\w+)\((?:[^();]|\([^()]*\))*?\bWording\?? \w+")]
    private static partial Regex Takes();
}

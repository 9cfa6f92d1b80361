using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Sql.Tests;

/// <summary>The services' projects, compiled from their sources as the build does, for the semantic model.</summary>
internal sealed class ProductCode
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    private static readonly string[] Usings =
        [
            "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
            "System.Threading.Tasks",
        ];

    private static readonly string[] WebUsings =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
    ];

    private static readonly string[] Platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private readonly Dictionary<string, CSharpCompilation> compiled = [];
    private readonly MetadataReference[] references;

    private readonly string root;

    private ProductCode(string root, IEnumerable<string> projects)
    {
        this.root = root;
        var own = projects.Select(project => Path.GetFileNameWithoutExtension(project)).Append("Contracts").ToHashSet();
        references = [.. Platform.Where(file => !own.Contains(Path.GetFileNameWithoutExtension(file)))
            .Select(file => MetadataReference.CreateFromFile(file))];
    }

    /// <summary>Every project below services/.</summary>
    /// <exception cref="InvalidOperationException">One does not compile, so that calls in it could be overlooked.</exception>
    public static IReadOnlyList<CSharpCompilation> CompileServices(string root)
    {
        var projects = Directory.GetFiles(Path.Combine(root, "services"), "*.csproj", SearchOption.AllDirectories);
        var code = new ProductCode(root, projects);
        return [.. projects.Select(code.Compile)];
    }

    /// <summary>A text that uses the built kernel.</summary>
    public static CSharpCompilation CompileText(string text) => Checked(CSharpCompilation.Create(
        "Text",
        [CSharpSyntaxTree.ParseText(text, Language, "Text.cs"), GlobalUsings(Usings)],
        Platform.Select(file => MetadataReference.CreateFromFile(file)),
        Options));

    private CSharpCompilation Compile(string project)
    {
        if (compiled.TryGetValue(project, out var done)) return done;
        var folder = Path.GetDirectoryName(project)!;
        var xml = XDocument.Load(project);
        var isWeb = xml.Root!.Attribute("Sdk")!.Value.EndsWith(".Web", StringComparison.Ordinal);
        var friends = string.Concat(Included(xml, "InternalsVisibleTo").Select(
            name => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]"));
        var others = Included(xml, "ProjectReference").Select(
            path => Compile(Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')))).ToMetadataReference());
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(project),
            [.. Sources(folder).Select(Parse), GlobalUsings(
                isWeb ? [.. Usings, .. WebUsings] : Usings), CSharpSyntaxTree.ParseText(friends, Language)],
            [.. references, .. others.DistinctBy(other => other.Compilation.AssemblyName), .. Transitive(xml, folder)],
            Options.WithOutputKind(
                File.Exists(Path.Combine(folder, "Program.cs")) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        return compiled[project] = Checked(compilation);
    }

    private static CSharpCompilation Checked(CSharpCompilation compilation)
    {
        // CS8795: the other half of a generated method, since no generator runs here.
        var errors = compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error, Id: not "CS8795" })
            .ToList();
        return errors.Count == 0
            ? compilation
            : throw new InvalidOperationException(
                $"{compilation.AssemblyName} does not compile here (does Sql.Tests lack a package of it?):\n{string.Join(
                    '\n', errors.Take(20))}");
    }

    // What a referenced project references is visible too.
    private IEnumerable<MetadataReference> Transitive(XDocument project, string folder) =>
        from path in Included(project, "ProjectReference")
        from reference in Compile(Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')))).References.OfType<CompilationReference>()
        select reference;

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")!.Value);

    private static IEnumerable<string> Sources(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        where !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any()
        orderby file
        select file;

    private SyntaxTree Parse(string file) =>
        CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file)), Language, Path.GetRelativePath(root, file));

    private static SyntaxTree GlobalUsings(IEnumerable<string> namespaces) =>
        CSharpSyntaxTree.ParseText(string.Concat(namespaces.Select(name => $"global using {name};\n")), Language);
}

using System.Diagnostics.CodeAnalysis;
using Kernel.Data;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Testing;

namespace Sql.Tests;

/// <summary>A place in the code that hands a statement to the kernel.</summary>
/// <param name="Project">The project that it is in.</param>
/// <param name="Where">File and line.</param>
/// <param name="Sql">The statement, or null where it cannot be checked.</param>
/// <param name="Fault">Why it cannot.</param>
/// <param name="IsInWork">Whether a unit of work runs it, by the type of what runs it.</param>
internal sealed record Call(string Project, string Where, string? Sql, string? Fault, bool IsInWork = false)
{
    private static readonly Lazy<IReadOnlyList<Call>> Services = new(
        () => [.. ProductCode.CompileServices(Repository.Root).SelectMany(In)]);

    /// <summary>All of the services and the kernel.</summary>
    public static IReadOnlyList<Call> OfServices => Services.Value;

    /// <summary>The form of a list, where it is one.</summary>
    public ListShape? Shape { get; init; }

    /// <summary>All arguments for string parameters that are <c>[ConstantExpected]</c>, and SQL that goes round them.</summary>
    public static IEnumerable<Call> In(CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        let model = compilation.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes()
        from call in At(node, model, compilation.AssemblyName!)
        select call;

    private static IEnumerable<Call> At(SyntaxNode node, SemanticModel model, string project) => node switch
    {
        InvocationExpressionSyntax when model.GetOperation(node) is IInvocationOperation invocation && ListRead.Is(invocation) =>
            Arguments(invocation.Arguments, project, IsWork(invocation)).SelectMany(call => ListRead.Shaped(call, invocation)),
        InvocationExpressionSyntax when model.GetOperation(node) is IInvocationOperation invocation =>
            Arguments(invocation.Arguments, project, IsWork(invocation)).Concat(Bypass(node, invocation.TargetMethod, project)),
        BaseObjectCreationExpressionSyntax when model.GetOperation(node) is IObjectCreationOperation creation =>
            Arguments(creation.Arguments, project),
        AssignmentExpressionSyntax { Left: var target } when model.GetSymbolInfo(target).Symbol is IPropertySymbol { Name: "CommandText" } property => Bypass(node, property, project),
        _ => [],
    };

    private static IEnumerable<Call> Arguments(
        IEnumerable<IArgumentOperation> arguments, string project, bool isInWork = false) =>
        from argument in arguments
        where argument.ArgumentKind is not ArgumentKind.DefaultValue && IsStatement(argument.Parameter)
        where argument.Value is not IParameterReferenceOperation { Parameter: var passedOn } || !IsStatement(passedOn)
        let sql = argument.Value.ConstantValue is { HasValue: true, Value: string text } ? text : null
        let fault = sql is null ? "the statement is not a compile-time constant" : null
        select new Call(project, Place(argument.Syntax), sql, fault, isInWork);

    // An extension method has what runs it as its first argument.
    private static bool IsWork(IInvocationOperation invocation)
    {
        var runs = invocation.Instance ?? invocation.Arguments.FirstOrDefault()?.Value;
        return (runs is IConversionOperation conversion ? conversion.Operand : runs)?.Type?.Name == "UnitOfWork";
    }

    // Only the kernel's own data layer talks to the driver; anywhere else a statement would not be seen here.
    private static IEnumerable<Call> Bypass(SyntaxNode node, ISymbol used, string project)
    {
        var isDriver = used.Name == "CommandText" || used.ContainingType.ToDisplayString() == "Dapper.SqlMapper";
        if (isDriver && !node.SyntaxTree.FilePath.Contains("Kernel/Data/", StringComparison.Ordinal))
        {
            yield return new Call(project, Place(node), null, "SQL goes round UnitOfWork and Db, where it would be checked");
        }
    }

    private static bool IsStatement(IParameterSymbol? parameter) =>
        parameter is { Type.SpecialType: SpecialType.System_String }
        && parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(ConstantExpectedAttribute));

    private static string Place(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return $"{span.Path}:{span.StartLinePosition.Line + 1}";
    }
}

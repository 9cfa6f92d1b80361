using System.Text.Json;
using Kernel.Data;
using Kernel.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Sql.Tests;

/// <summary>The rows of a list, which the kernel asks for in several forms: each is checked like a statement of its own.</summary>
internal static class ListRead
{
    private static readonly ListShape Count = new(ListShape.Recorded, false) { Counts = true };

    public static bool Is(IInvocationOperation invocation) =>
        invocation.TargetMethod is { Name: nameof(Paging.ReadAsync) or nameof(Paging.CountAsync), ContainingType.Name: nameof(Paging) };

    /// <summary>The list in each of its orders, from its beginning and behind a row; its count; and what changed since a moment.</summary>
    public static IEnumerable<Call> Shaped(Call call, IInvocationOperation invocation)
    {
        if (call.Sql is null) return [call];
        var count = call with { Sql = Count.Of(call.Sql), Shape = Count };
        if (invocation.TargetMethod.Name == nameof(Paging.CountAsync)) return [count];
        var (item, row) = (ItemOf(invocation), invocation.TargetMethod.TypeArguments[0]);
        var orders = new[] { ListShape.Recorded }.Concat(SortKeys(item))
            .SelectMany(column => new[] { new ListShape(column, false), new ListShape(column, true) })
            .SelectMany(shape => shape.Column == ListShape.Recorded ? [shape] : new[] { shape, shape with { Continues = true } });
        string?[] keys = [Has(row, "Id") ? "id" : null, Has(row, "Code") ? "code" : null];
        // A feature whose row has an id or a code may be one that the change feed knows.
        var changed = keys.OfType<string>().Take(1).Select(key => new ListShape(ListShape.Recorded, false) { ChangedBy = key });
        return orders.Concat(changed).Select(shape => call with { Sql = shape.Of(call.Sql), Shape = shape }).Append(count);
    }

    private static IEnumerable<string> SortKeys(ITypeSymbol? item) =>
        from member in item?.GetMembers().OfType<IPropertySymbol>() ?? []
        where member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(SortKeyAttribute))
        select JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);

    private static bool Has(ITypeSymbol row, string member) => row.GetMembers(member).OfType<IPropertySymbol>().Any();

    // The type within the Page that the method around the call returns.
    private static ITypeSymbol? ItemOf(IInvocationOperation invocation)
    {
        for (var symbol = invocation.SemanticModel!.GetEnclosingSymbol(invocation.Syntax.SpanStart); symbol is not null;
             symbol = symbol.ContainingSymbol)
        {
            if (symbol is IMethodSymbol method && Within(method.ReturnType) is { } item) return item;
        }
        return null;
    }

    private static ITypeSymbol? Within(ITypeSymbol type) => type is not INamedTypeSymbol named ? null
        : named is { Name: "Page", TypeArguments: [var item] } ? item
        : named.TypeArguments.Select(Within).FirstOrDefault(found => found is not null);
}

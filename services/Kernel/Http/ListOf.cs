using System.Reflection;
using Kernel.Changes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Http;

/// <summary>What every GET that replies with a <see cref="Page{T}"/> can do, by the type of its items.</summary>
/// <param name="Item">That type.</param>
/// <param name="Orders">The values of <c>sort</c>; none where the list has one order only.</param>
/// <param name="Kind">How the change feed knows its items; null if it does not, so nothing tells when one changed.</param>
/// <param name="WhyUnsorted">Why it has one order only.</param>
internal sealed record ListOf(Type Item, IReadOnlyList<ListOrder> Orders, ChangeKind? Kind, string? WhyUnsorted)
{
    public const string Sort = "sort";
    public const string Total = "total";
    public const string UpdatedSince = "updatedSince";

    /// <summary>The header with the count.</summary>
    public const string TotalHeader = "Total-Count";

    /// <summary>How a count and a moment are written: like any parameter of an operation.</summary>
    private static readonly ParameterInfo[] Written =
        typeof(ListOf).GetMethod(nameof(Parameters), BindingFlags.Static | BindingFlags.NonPublic)!.GetParameters();

    /// <summary>The list of a route, if it is one.</summary>
    public static ListOf? Of(RouteEndpointBuilder route, IReadOnlyCollection<ChangeKind> kinds)
    {
        var item = route.Metadata.OfType<IProducesResponseTypeMetadata>()
            .Where(reply => reply.StatusCode == StatusCodes.Status200OK && reply.Type is { IsGenericType: true } type
                && type.GetGenericTypeDefinition() == typeof(Page<>))
            .Select(reply => reply.Type!.GetGenericArguments()[0]).FirstOrDefault();
        if (item is null) return null;
        var unsorted = route.Metadata.OfType<Unsorted>().LastOrDefault()?.Why;
        // Its rows are not in one statement.
        var kind = unsorted is null ? kinds.FirstOrDefault(kind => kind.Replies.Of == item) : null;
        return new ListOf(item, unsorted is null ? ListOrder.Of(item) : [], kind, unsorted);
    }

    /// <summary>Its parameters besides filters, and the place of a page; null for those that <see cref="Paging"/> judges.</summary>
    public IEnumerable<(string Name, ParameterInfo? Parameter)> Takes()
    {
        yield return (Total, Written[0]);
        if (Kind is not null) yield return (UpdatedSince, Written[1]);
        if (Orders.Count > 0) yield return (Sort, null);
    }

    private static void Parameters(bool total, DateTimeOffset updatedSince) => throw new NotSupportedException($"{total} {updatedSince}");
}

/// <summary>A list that has one order only, and does not know when an item changed.</summary>
/// <param name="Why">A sentence for its OpenAPI document.</param>
internal sealed record Unsorted(string Why);

public static class ListExtensions
{
    /// <summary>Marks a list whose items are computed, so that no index has them in another order.</summary>
    /// <param name="route">The list.</param>
    /// <param name="why">What its one order is, in a sentence for the OpenAPI document.</param>
    public static RouteHandlerBuilder Unsorted(this RouteHandlerBuilder route, string why) => route.WithMetadata(new Unsorted(why));
}

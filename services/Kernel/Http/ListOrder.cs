using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Kernel.Data;

namespace Kernel.Http;

/// <summary>An order of a list: <c>?sort=enrolledOn</c>, and from the end with <c>-</c> before it.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Member">The member of the items; null for the order in which they were recorded.</param>
internal sealed record ListOrder(string Name, PropertyInfo? Member)
{
    private const string Default = "recorded";

    /// <summary>The order where none is asked for.</summary>
    public static ListOrder Recorded { get; } = new(Default, null);

    public bool IsDescending => Name[0] == '-';

    public ListShape Shape => new(
        Member is null ? ListShape.Recorded : JsonNamingPolicy.SnakeCaseLower.ConvertName(Member.Name), IsDescending);

    /// <summary>All orders of a list of such items.</summary>
    public static IReadOnlyList<ListOrder> Of(Type item) =>
    [
        .. new[] { Recorded }.Concat(item.GetProperties().Where(member => member.IsDefined(typeof(SortKeyAttribute)))
            .Select(member => new ListOrder(JsonNamingPolicy.CamelCase.ConvertName(member.Name), member)))
            .SelectMany(order => new[] { order, order with { Name = $"-{order.Name}" } }),
    ];

    /// <summary>Whether a text may be an item's place in it. A cursor may be forged.</summary>
    public bool Takes(string? key) => Member is null ? key is null
        : key is not null && (Member.PropertyType != typeof(DateOnly)
            || DateOnly.TryParseExact(key, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    /// <summary>An item's place in it, as text.</summary>
    public string? KeyOf(object item) => Member?.GetValue(item) switch
    {
        null => null,
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        var value => (string)value,
    };
}

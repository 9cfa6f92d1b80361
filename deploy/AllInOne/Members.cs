using System.Globalization;
using System.Text.Json;

namespace AllInOne;

/// <summary>What a reply says, by its members' names.</summary>
internal static class Members
{
    public static string Text(this JsonElement thing, string member) => thing.GetProperty(member).GetString()!;

    public static string Id(this JsonElement thing) => thing.Text("id");

    public static DateOnly Date(this JsonElement thing, string member) => DateOnly.ParseExact(thing.Text(member), "O", CultureInfo.InvariantCulture);

    public static bool IsIn(this JsonElement thing, params string[] states) => states.Contains(thing.Text("state"));
}

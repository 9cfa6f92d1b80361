using System.Text.Json;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>What tests ask of facts and changes.</summary>
internal static class Json
{
    /// <summary>A fact that says why a placement is at risk.</summary>
    public static JsonElement Fact(this PlacementRisk risk, string fact) => risk.Facts.GetProperty(fact);

    public static IEnumerable<string> Codes(this JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    public static DateOnly Day(this JsonElement thing, string member) => thing.GetProperty(member).Day();
}

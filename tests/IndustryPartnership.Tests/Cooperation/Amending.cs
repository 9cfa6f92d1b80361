using System.Net;
using System.Text.Json;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;

namespace IndustryPartnership.Tests;

/// <summary>What tests of amendments do over and over.</summary>
internal static class Amending
{
    public static string PathOf(JsonElement agreement) => $"{Api}/agreements/{agreement.Id()}";

    public static object Wording(string terms, string validUntil = "2030-12-31") => new { title = "Cooperation", terms, validUntil };

    public static Task<JsonElement> AmendAsync(
        this PartnershipApp partnership, JsonElement agreement, string by, string terms, string validUntil = "2030-12-31") =>
        partnership.Signatory(by).PostAsync($"{PathOf(agreement)}/amendments", Wording(terms, validUntil))
            .BodyAsync(HttpStatusCode.Created);

    /// <summary>The signature of an organisation on the amendment as it was read.</summary>
    public static Task<HttpResponseMessage> SignAmendmentAsync(this PartnershipApp partnership, JsonElement read, string by) =>
        partnership.Signatory(by).PostAsync(
            $"{PathOf(read)}/signatures", new { textHash = read.GetProperty("amendment").Text("textHash") });

    /// <summary>An agreement of two whose text another one has replaced.</summary>
    public static async Task<JsonElement> AmendedAsync(
        this PartnershipApp partnership, JsonElement agreement, string terms, string one, string other, string validUntil = "2030-12-31")
    {
        var proposed = await partnership.AmendAsync(agreement, one, terms, validUntil);
        await partnership.SignAmendmentAsync(proposed, one).BodyAsync();
        return await partnership.SignAmendmentAsync(proposed, other).BodyAsync();
    }

    public static Task<JsonElement> ReadAsync(this PartnershipApp partnership, JsonElement agreement) =>
        partnership.App.As(Ncut, Roles.Signatory).GetAsync(PathOf(agreement)).BodyAsync();

    public static async Task<IReadOnlyList<JsonElement>> TextsAsync(this PartnershipApp partnership, JsonElement agreement) =>
        [.. (await partnership.Signatory(Ncut).GetAsync($"{PathOf(agreement)}/texts").BodyAsync()).GetProperty("items").EnumerateArray()];
}

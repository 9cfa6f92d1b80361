using System.Text.Json.Nodes;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A party compares its own copy of a text with the agreement's. Nothing changes.</summary>
public static class CompareCopy
{
    /// <param name="Text">The copy. If it is JSON, white space and the order of members do not matter.</param>
    public sealed record Request([property: Verbatim(150_000)] string Text);

    /// <param name="TextHash">SHA-256 of the copy, in its canonical form (RFC 8785) if it has one.</param>
    /// <param name="IsSame">Whether the copy is the agreement's text: the one in force or, before that, the one to be signed.</param>
    /// <param name="Revision">The number of the agreement's text that equals the copy; null if none does.</param>
    /// <param name="State">That text's state.</param>
    /// <param name="Differences">
    /// The names of the members that differ from the agreement's text; null if the copy is no JSON object.
    /// </param>
    public sealed record Response(
        string TextHash, bool IsSame, int? Revision,
        [property: OneOf("draft", "proposed", "signed", "active", "amended", "withdrawn", "voided")] string? State,
        IReadOnlyList<string>? Differences);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/comparisons", HandleAsync)
        .WithName(nameof(CompareCopy)).WithSummary("Compare your copy of an agreement's text").Allow(ReadAgreements.Readers);

    private static async Task<Results<Ok<Response>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } found) return CommonProblems.NotFound();
        var canonical = CanonicalJson.Canonicalise(request.Text);
        var hash = CanonicalJson.Hash(canonical ?? request.Text);
        var equals = await work.QueryAsync<Equal>(
            """
            SELECT t.revision, t.state
            FROM partnership.agreement_text t
            WHERE t.agreement_id = @id AND t.text_hash = @hash
            UNION ALL
            SELECT a.revision, a.state
            FROM partnership.agreement a
            WHERE a.id = @id AND a.text_hash = @hash AND a.state IN ('draft', 'proposed', 'signed')
            """,
            new { id, hash });
        // The same words may have been proposed more than once. The text in force counts first, then the latest.
        var equal = equals.OrderByDescending(text => text.State == "active").ThenByDescending(text => text.Revision).FirstOrDefault();
        var response = new Response(hash, hash == found.TextHash, equal?.Revision, equal?.State, Differences(canonical, found.Text));
        return await work.CommitAsync(TypedResults.Ok(response));
    }

    private static List<string>? Differences(string? copy, string text)
    {
        var parsed = copy is null ? null : JsonNode.Parse(copy, documentOptions: new() { MaxDepth = CanonicalJson.Deepest });
        if (parsed is not JsonObject given) return null;
        var agreed = JsonNode.Parse(text)!.AsObject();
        var names = given.Concat(agreed).Select(member => member.Key).Distinct();
        return [.. names.Where(name => Written(given, name) != Written(agreed, name)).Order(StringComparer.Ordinal)];
    }

    // A null member is not a missing member.
    private static string? Written(JsonObject members, string name) =>
        members.TryGetPropertyValue(name, out var value) ? CanonicalJson.Write(value) : null;

    private sealed record Equal
    {
        public int Revision { get; init; }
        public string State { get; init; } = "";
    }
}

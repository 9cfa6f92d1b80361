using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Personal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Kernel.Http;

/// <summary>The reply to a POST with an <c>Idempotency-Key</c>, kept for 30 days; it commits with the work.</summary>
/// <remarks>
/// The key's row is inserted first. So a second request with the same key waits for the first one's outcome. It then finds the reply, or,
/// after a refusal of the first, does the work itself.
/// </remarks>
internal sealed class KeptReply(string actor, string key, KeptReplies all, JsonSerializerOptions json)
{
    public const string Header = "Idempotency-Key";
    public const int LongestKey = 200;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>What is wrong with a request's keys; null if nothing is wrong.</summary>
    public static Wording? WhyNot(StringValues keys) => keys switch
    {
        [] => null,
        [var key] when string.IsNullOrWhiteSpace(key) => $"{Header} is empty. Leave it out, or give it a value.",
        [{ Length: > LongestKey }] => Wording.Of($"{Header} has at most {LongestKey} characters."),
        [var key] => key!.All(character => character is >= ' ' and <= '~') ? null : $"{Header} takes visible ASCII characters and spaces.",
        _ => Wording.Of($"{Header} appears {keys.Count} times."),
    };

    /// <summary>Claims the key for this request. Returns the answer if the key was claimed before.</summary>
    public async Task<IResult?> ClaimAsync(UnitOfWork work, string requestHash, DateTimeOffset now)
    {
        var kept = await all.CountAsync(work, actor);
        var isFirst = await work.TryInsertAsync(
            "INSERT INTO $schema.idempotency (actor, idempotency_key, request_hash, created_at) VALUES (@actor, @key, @requestHash, @now)",
            new { actor, key, requestHash, now });
        if (isFirst) return kept >= all.Limit ? CommonProblems.TooManyIdempotencyKeys(kept, all.Limit, KeptFor.Days) : null;

        var first = await work.SingleAsync<Row>(
            """
            SELECT i.request_hash, i.status, i.location, i.etag, i.body_id, v.value AS body
            FROM $schema.idempotency i
            LEFT JOIN $schema.personal_value v ON v.id = i.body_id
            WHERE i.actor = @actor AND i.idempotency_key = @key
            """,
            new { actor, key });
        if (first.RequestHash != requestHash) return CommonProblems.IdempotencyKeyReused();
        return first is { BodyId: not null, Body: null } ? CommonProblems.ReplyErased() : new Replay(first);
    }

    public async Task KeepAsync<T>(UnitOfWork work, int status, string? location, T reply, DateTimeOffset now)
    {
        work.Committed += () => all.Add(actor);
        var etag = reply is IVersioned versioned ? ETag(versioned.Version) : null;
        var (kind, thing) = work.Thing ?? ("", "");
        var bodyId = await work.KeepAsync(kind, thing, PersonalValues.Reply, JsonSerializer.Serialize(reply, json), now);
        await work.ExecuteAsync(
            """
            UPDATE $schema.idempotency SET status = @status, location = @location, etag = @etag, body_id = @bodyId
            WHERE actor = @actor AND idempotency_key = @key
            """,
            new { actor, key, status, location, etag, bodyId });
    }

    /// <summary>Another method, path, query or body makes another request.</summary>
    public static async Task<string> HashAsync(HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        request.Body.Position = 0;
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;) hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The owner of a key: issuer, subject, client and organisation together; without a token, the link in the path.</summary>
    public static string ScopeOf(HttpContext http)
    {
        string?[] parts = http.User.FindFirst(Tokens.Subject) is { } subject
            ? ["token", subject.Issuer, subject.Value, Tokens.ClientOf(http.User), http.User.FindFirst(Tokens.Organisation)?.Value]
            : ["link", http.Request.Path];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));
    }

    /// <summary>The tag of a thing's version, as the reply to a change has it.</summary>
    public static string ETag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The tag of what a GET of this version answered.</summary>
    public static string ETag(int version, string hash) => string.Create(CultureInfo.InvariantCulture, $"\"{version}-{hash}\"");

    private sealed record Row
    {
        public required string RequestHash { get; init; }
        public int Status { get; init; }
        public string? Location { get; init; }
        public string? Etag { get; init; }
        public Guid? BodyId { get; init; }
        public string? Body { get; init; }
    }

    private sealed class Replay(Row kept) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = kept.Status;
            http.Response.ContentType = "application/json; charset=utf-8";
            if (kept.Location is not null) http.Response.Headers.Location = kept.Location;
            if (kept.Etag is not null) http.Response.Headers.ETag = kept.Etag;
            return http.Response.WriteAsync(kept.Body ?? "", http.RequestAborted);
        }
    }
}

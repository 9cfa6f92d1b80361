using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kernel.Data;
using Kernel.Hosting;
using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>The reply to a POST with an <c>Idempotency-Key</c>, kept for 30 days with the work that it reports.</summary>
/// <remarks>
/// The key's row is inserted first. So a second request with the same key waits for the first one's outcome, and then finds the
/// reply, or, where the first was refused and rolled back, does the work itself.
/// </remarks>
internal sealed class KeptReply(string actor, string key, KeptReplies all, JsonSerializerOptions json)
{
    public const string Header = "Idempotency-Key";
    public const int LongestKey = 200;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Takes the key for this request; where it was taken before, what to answer instead.</summary>
    public async Task<IResult?> ClaimAsync(UnitOfWork work, string requestHash, DateTimeOffset now)
    {
        var kept = await all.CountAsync(work, actor);
        var isFirst = await work.TryInsertAsync(
            "INSERT INTO $schema.idempotency (actor, idempotency_key, request_hash, created_at) VALUES (@actor, @key, @requestHash, @now)",
            new { actor, key, requestHash, now });
        if (isFirst) return kept >= all.Limit ? CommonProblems.TooManyIdempotencyKeys(kept, all.Limit, KeptFor.Days) : null;

        var first = await work.SingleAsync<Row>(
            "SELECT request_hash, status, location, etag, body FROM $schema.idempotency WHERE actor = @actor AND idempotency_key = @key", new { actor, key });
        return first.RequestHash == requestHash ? new Replay(first) : CommonProblems.IdempotencyKeyReused();
    }

    public Task KeepAsync<T>(UnitOfWork work, int status, string? location, T reply)
    {
        work.Committed += () => all.Add(actor);
        var etag = reply is IVersioned versioned ? ETag(versioned) : null;
        return work.ExecuteAsync(
            """
            UPDATE $schema.idempotency SET status = @status, location = @location, etag = @etag, body = @body
            WHERE actor = @actor AND idempotency_key = @key
            """,
            new { actor, key, status, location, etag, body = JsonSerializer.Serialize(reply, json) });
    }

    /// <summary>The same key for another method, path, query or body is another request.</summary>
    public static async Task<string> HashAsync(HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        request.Body.Position = 0;
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;) hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whose keys they are: of an issuer's subject, by a client, for an organisation; without a token of whoever holds the
    /// link, which the path has.</summary>
    public static string ScopeOf(HttpContext http)
    {
        string?[] parts = http.User.FindFirst(Tokens.Subject) is { } subject
            ? ["token", subject.Issuer, subject.Value, Tokens.ClientOf(http.User), http.User.FindFirst(Tokens.Organisation)?.Value]
            : ["link", http.Request.Path];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));
    }

    public static string ETag(IVersioned thing) => ETag(thing.Version);

    public static string ETag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private sealed record Row
    {
        public required string RequestHash { get; init; }
        public int Status { get; init; }
        public string? Location { get; init; }
        public string? Etag { get; init; }
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

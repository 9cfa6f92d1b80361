using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;

namespace IndustryPartnership.Internships.Links;

/// <summary>
/// One-time links that open one thing for their holder, without a token. A link has 256 random bits and an expiry; only its SHA-256 is
/// stored. Used, expired, revoked and unknown links look the same to the caller.
/// </summary>
internal static class OneTimeLinks
{
    /// <summary>A minor's guardian consents to a placement (D32).</summary>
    public const string GuardianConsent = "guardian-consent";

    /// <summary>A guardian accepts a change of a placement (D32).</summary>
    public const string GuardianAcceptance = "guardian-acceptance";

    /// <summary>A mentor assesses a finished placement (D40).</summary>
    public const string MentorAssessment = "mentor-assessment";

    private const int Bytes = 32;

    /// <summary>A link is deleted some time after its expiry, used or not. The audit keeps what it did.</summary>
    public static Retention Kept { get; } = new("one-time-links", TimeSpan.FromDays(30), (work, before, limit) => work.ExecuteAsync(
        """
        DELETE FROM partnership.one_time_link
        WHERE token_hash IN (SELECT token_hash FROM partnership.one_time_link WHERE expires_at < @before ORDER BY expires_at
        """ + " " + Db.Page + ")",
        new { before, limit }));

    /// <summary>Makes a link, and revokes unused ones of the same purpose.</summary>
    /// <remarks>The thing's own row was updated before, so the second of two concurrent links revokes the first.</remarks>
    /// <returns>The token, which is not stored.</returns>
    public static async Task<string> MakeAsync(
        UnitOfWork work, string purpose, Guid thing, DateTimeOffset expiresAt, Caller caller, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        await work.ExecuteAsync(
            """
            DELETE
            FROM partnership.one_time_link
            WHERE thing_id = @thing AND purpose = @purpose AND used_at IS NULL
            """,
            new { thing, purpose });
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.one_time_link (token_hash, purpose, thing_id, expires_at, used_at, actor, created_at)
            VALUES (@hash, @purpose, @thing, @expiresAt, NULL, @Actor, @now)
            """,
            new { hash = Hash(token), purpose, thing, expiresAt, caller.Actor, now });
        return token;
    }

    /// <summary>What a link opens now; null if it is not valid.</summary>
    public static Task<OneTimeLink?> FindAsync(
        IReader reader, string purpose, string token, DateTimeOffset now, CancellationToken ct = default) => reader.FindAsync<OneTimeLink>(
        "SELECT thing_id, expires_at FROM partnership.one_time_link WHERE token_hash = @hash AND purpose = @purpose AND used_at IS NULL "
            + "AND expires_at > @now",
        new { hash = Hash(token), purpose, now }, ct);

    /// <summary>Uses up a link. Of two concurrent uses, only one succeeds.</summary>
    /// <returns>What it opened; null if it was not valid.</returns>
    public static async Task<OneTimeLink?> UseAsync(UnitOfWork work, string purpose, string token, DateTimeOffset now)
    {
        var used = await work.ExecuteAsync(
            "UPDATE partnership.one_time_link SET used_at = @now WHERE token_hash = @hash AND purpose = @purpose AND used_at IS NULL AND "
                + "expires_at > @now",
            new { hash = Hash(token), purpose, now });
        return used == 0
            ? null
            : await work.SingleAsync<OneTimeLink>(
                """
                SELECT thing_id, expires_at
                FROM partnership.one_time_link
                WHERE token_hash = @hash
                """,
                new { hash = Hash(token) });
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>What a link opens, and until when.</summary>
internal sealed record OneTimeLink
{
    public Guid ThingId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}

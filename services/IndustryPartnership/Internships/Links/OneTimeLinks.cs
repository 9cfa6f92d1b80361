using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;

namespace IndustryPartnership.Internships.Links;

/// <summary>
/// Links that open one thing for whoever holds them, without a token of an issuer: 256 random bits, of which the SHA-256 alone is stored, until a
/// moment of the clock, used once. One that is used, has run out, was taken back or never was is no link, and nobody is told which.
/// </summary>
internal static class OneTimeLinks
{
    /// <summary>A minor's guardian consents to a placement (D32).</summary>
    public const string GuardianConsent = "guardian-consent";

    /// <summary>A mentor assesses a placement that is over (D40).</summary>
    public const string MentorAssessment = "mentor-assessment";

    private const int Bytes = 32;

    /// <summary>A link is deleted some time after it has run out, used or not; what was done by it stands in the audit.</summary>
    public static Retention Kept { get; } = new("one-time-links", TimeSpan.FromDays(30), (work, before, limit) => work.ExecuteAsync(
        """
        DELETE FROM partnership.one_time_link
        WHERE token_hash IN (SELECT token_hash FROM partnership.one_time_link WHERE expires_at < @before ORDER BY expires_at
        """ + " " + Db.Page + ")",
        new { before, limit }));

    /// <summary>Makes a link, and takes back those of the same purpose that were not used.</summary>
    /// <remarks>The thing's own row has been updated before, so that of two links that are made at once the second takes the first back.</remarks>
    /// <returns>The token, which is stored nowhere.</returns>
    public static async Task<string> MakeAsync(UnitOfWork work, string purpose, Guid thing, DateTimeOffset expiresAt, Caller caller, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        await work.ExecuteAsync("DELETE FROM partnership.one_time_link WHERE thing_id = @thing AND purpose = @purpose AND used_at IS NULL", new { thing, purpose });
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.one_time_link (token_hash, purpose, thing_id, expires_at, used_at, actor, created_at)
            VALUES (@hash, @purpose, @thing, @expiresAt, NULL, @Actor, @now)
            """,
            new { hash = Hash(token), purpose, thing, expiresAt, caller.Actor, now });
        return token;
    }

    /// <summary>What a link opens at this moment; null where it is none.</summary>
    public static Task<OneTimeLink?> FindAsync(IReader reader, string purpose, string token, DateTimeOffset now, CancellationToken ct = default) => reader.FindAsync<OneTimeLink>(
        "SELECT thing_id, expires_at FROM partnership.one_time_link WHERE token_hash = @hash AND purpose = @purpose AND used_at IS NULL AND expires_at > @now", new { hash = Hash(token), purpose, now }, ct);

    /// <summary>Uses a link up: of two that use it at once one has it.</summary>
    /// <returns>What it opened; null where it is none.</returns>
    public static async Task<OneTimeLink?> UseAsync(UnitOfWork work, string purpose, string token, DateTimeOffset now)
    {
        var used = await work.ExecuteAsync(
            "UPDATE partnership.one_time_link SET used_at = @now WHERE token_hash = @hash AND purpose = @purpose AND used_at IS NULL AND expires_at > @now", new { hash = Hash(token), purpose, now });
        return used == 0 ? null : await work.SingleAsync<OneTimeLink>("SELECT thing_id, expires_at FROM partnership.one_time_link WHERE token_hash = @hash", new { hash = Hash(token) });
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>What a link opens, and until when.</summary>
internal sealed record OneTimeLink
{
    public Guid ThingId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}

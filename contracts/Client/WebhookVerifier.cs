using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VocationalPlatform.Client;

/// <summary>Tells requests of the platform from those of others, as Standard Webhooks says.</summary>
/// <param name="secrets">The webhook's secrets, <c>whsec_…</c>. While one is replaced, the former and the new one.</param>
public sealed class WebhookVerifier(params IReadOnlyList<string> secrets)
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";

    private readonly IReadOnlyList<byte[]> keys =
    [
        .. secrets.Select(secret => secret.StartsWith(Prefix, StringComparison.Ordinal)
            ? Convert.FromBase64String(secret[Prefix.Length..])
            : throw new ArgumentException($"A secret begins with {Prefix}.", nameof(secrets))),
    ];

    /// <summary>How far the time of a request may be from the clock, either way; five minutes by default.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock that requests are compared with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads the change of a request, if the platform sent it. Otherwise answer 400 and do nothing.</summary>
    /// <param name="id">The header <c>webhook-id</c>. Drop a request whose id you have handled.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signature">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body, byte for byte as it came.</param>
    /// <param name="change">The change.</param>
    public bool TryRead(
        string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body, [NotNullWhen(true)] out ChangeEvent? change)
    {
        change = IsGenuine(id, timestamp, signature, body) ? JsonSerializer.Deserialize<ChangeEvent>(body, ApiJson.Options) : null;
        return change is not null;
    }

    private bool IsGenuine(string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(id) || signature is null) return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs(Clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds) return false;

        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = keys.Select(key => HMACSHA256.HashData(key, content)).ToList();
        var isGenuine = false;
        foreach (var given in signature.Split(' ').Where(part => part.StartsWith(Version, StringComparison.Ordinal)))
        {
            var bytes = new byte[HMACSHA256.HashSizeInBytes];
            if (!Convert.TryFromBase64String(given[Version.Length..], bytes, out var length) || length != bytes.Length) continue;
            // Each pair is compared, in a time that does not depend on the bytes.
            foreach (var one in expected) isGenuine |= CryptographicOperations.FixedTimeEquals(one, bytes);
        }
        return isGenuine;
    }
}

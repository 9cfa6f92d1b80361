using System.Security.Cryptography;
using System.Text;

namespace Kernel.Webhooks;

/// <summary>Secrets and signatures of Standard Webhooks: <c>whsec_</c> and base64; HMAC-SHA256 of id, time and body.</summary>
internal static class WebhookSecret
{
    public const int Shortest = 24;
    public const int Longest = 64;

    private const int Made = 32;
    private const string Prefix = "whsec_";

    public static string Make() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Made));

    /// <summary>Whether a caller's text is such a secret.</summary>
    public static bool IsOne(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var bytes = new byte[Longest + 1];
        return Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length is >= Shortest and <= Longest;
    }

    /// <summary>The header <c>webhook-signature</c>: one signature for each secret that is valid now.</summary>
    public static string Sign(string id, long seconds, string body, IEnumerable<string> secrets)
    {
        var content = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{seconds}.{body}"));
        return string.Join(' ', secrets.Select(secret =>
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), content))));
    }
}

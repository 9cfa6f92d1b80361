using System.Security.Cryptography;
using System.Text;

namespace Issuer;

/// <summary>Somebody who asks for tokens: what they will say, and the hashes of the secrets that are valid now.</summary>
internal sealed record TokenClient(
    string Id, string? Org, string? Person, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes, IReadOnlyList<string> SecretHashes)
{
    /// <summary>The SHA-256 of a secret, in lower-case hexadecimal.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in a time that depends neither on the secret nor on how much of it was guessed.</summary>
    public bool HasSecret(string? secret)
    {
        var given = Encoding.ASCII.GetBytes(HashOf(secret ?? ""));
        var has = false;
        foreach (var hash in SecretHashes) has |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), given);
        return has;
    }
}

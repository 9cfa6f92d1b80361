using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// Secrets of clients: 256 random bits, of which only the SHA-256 is stored. Nobody guesses such a secret, so a salt would protect nothing.
/// </summary>
internal static class ClientSecret
{
    // A reader of a file or a log sees what it is.
    private const string Prefix = "vcs_";
    private const int Bytes = 32;

    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Kernel.Webhooks;

/// <summary>
/// Keeps secrets unreadable in the database: AES-256-GCM with the key <c>Webhooks:Key</c>, 32 bytes in base64. <c>Webhooks:FormerKey</c>
/// still opens what an earlier key sealed. Without a key they are stored as they are, as on a developer's machine.
/// </summary>
internal sealed class SealedTexts
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string Sealed = "gcm1:";
    private const string Clear = "clear:";

    private static readonly string[] Names = ["Webhooks:Key", "Webhooks:FormerKey"];

    private readonly IReadOnlyList<byte[]> keys;

    /// <exception cref="InvalidOperationException">A configured key is none.</exception>
    public SealedTexts(IConfiguration configuration) => keys =
    [
        .. Names.Where(name => configuration[name] is { Length: > 0 }).Select(name => KeyOf(name, configuration[name]!)),
    ];

    /// <param name="text">The secret.</param>
    /// <param name="of">What it belongs to. It cannot be opened as another one's.</param>
    public string Seal(string text, Guid of)
    {
        if (keys.Count == 0) return Clear + text;
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = bytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys[0], TagBytes);
        aes.Encrypt(
            nonce, plain, bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), associatedData: of.ToByteArray());
        return Sealed + Convert.ToBase64String(bytes);
    }

    /// <exception cref="InvalidOperationException">No configured key opens it.</exception>
    public string Open(string text, Guid of)
    {
        if (text.StartsWith(Clear, StringComparison.Ordinal)) return text[Clear.Length..];
        var bytes = Convert.FromBase64String(text[Sealed.Length..]).AsSpan();
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        foreach (var key in keys)
        {
            try
            {
                using var aes = new AesGcm(key, TagBytes);
                aes.Decrypt(
                    bytes[..NonceBytes], bytes[(NonceBytes + TagBytes)..], bytes.Slice(NonceBytes, TagBytes), plain,
                    associatedData: of.ToByteArray());
                return Encoding.UTF8.GetString(plain);
            }
            catch (AuthenticationTagMismatchException)
            {
                // The next key may be the one.
            }
        }
        throw new InvalidOperationException("A webhook's secret is sealed, and neither Webhooks:Key nor Webhooks:FormerKey opens it.");
    }

    private static byte[] KeyOf(string name, string text)
    {
        var key = new byte[32];
        return Convert.TryFromBase64String(text, key, out var length) && length == key.Length
            ? key
            : throw new InvalidOperationException($"{name} is not 32 bytes in base64.");
    }
}

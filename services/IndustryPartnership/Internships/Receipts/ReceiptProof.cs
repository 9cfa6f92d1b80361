using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Receipts;

/// <summary>A public key of receipts, as JWK (RFC 7517); its identity is its thumbprint (RFC 7638).</summary>
/// <param name="Kty"><c>EC</c>.</param>
/// <param name="Crv"><c>P-256</c>.</param>
/// <param name="Kid">The key's thumbprint.</param>
/// <param name="X">The point's first coordinate, in base64url.</param>
/// <param name="Y">The second one.</param>
/// <param name="Use"><c>sig</c>.</param>
/// <param name="Alg"><c>ES256</c>.</param>
public sealed record ReceiptKey(
    [property: OneOf("EC")] string Kty, [property: OneOf("P-256")] string Crv, string Kid, string X, string Y,
    [property: OneOf("sig")] string Use, [property: OneOf("ES256")] string Alg)
{
    public static ReceiptKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var thumbprint = SHA256.HashData(
            Encoding.UTF8.GetBytes(CanonicalJson.Write(new JsonObject { ["crv"] = "P-256", ["kty"] = "EC", ["x"] = x, ["y"] = y })));
        return new ReceiptKey("EC", "P-256", Base64Url.EncodeToString(thumbprint), x, y, "sig", ReceiptProof.Algorithm);
    }
}

/// <summary>A receipt is verified from itself and the public keys alone: ES256 over the bytes of the document's canonical JSON (RFC
/// 8785).</summary>
/// <remarks>
/// The signature covers content, not spelling: white space, the order of members and escapes are normalised before anything is compared. A
/// signature has one spelling.
/// </remarks>
public static class ReceiptProof
{
    public const string Algorithm = "ES256";

    private static readonly string[] Members = ["algorithm", "document", "hash", "keyId", "signature"];

    public static string Sign(string document, ECDsa key) =>
        Base64Url.EncodeToString(key.SignData(Encoding.UTF8.GetBytes(document), HashAlgorithmName.SHA256));

    /// <param name="receipt">The receipt, as it was read from the service.</param>
    /// <param name="keys">The published keys, a JWKS.</param>
    /// <returns>What is wrong with it; null if nothing is wrong.</returns>
    public static string? WhatIsWrong(ReadOnlySpan<byte> receipt, ReadOnlySpan<byte> keys)
    {
        if (Read(receipt) is not JsonObject given
            || !given.Select(member => member.Key).Order(StringComparer.Ordinal).SequenceEqual(Members))
        {
            return $"It is no JSON object of {string.Join(", ", Members)}.";
        }
        if (given["document"] is not JsonObject content) return "Its document is no JSON object.";
        if (Text(given["algorithm"]) != Algorithm) return $"Its algorithm is not {Algorithm}.";
        var document = CanonicalJson.Write(content);
        if (Text(given["hash"]) != CanonicalJson.Hash(document)) return "The hash does not match the document.";
        if ((Read(keys) as JsonObject)?["keys"] is not JsonArray published) return "The keys are no JWKS.";
        if (published.OfType<JsonObject>().FirstOrDefault(one => Text(one["kid"]) is { } kid && kid == Text(given["keyId"])) is not { } jwk)
        {
            return "No published key has the receipt's key id.";
        }
        return IsSigned(document, Text(given["signature"]), Text(jwk["x"]), Text(jwk["y"]))
            ? null
            : "The signature does not match the document and the key.";
    }

    private static bool IsSigned(string document, string? signature, string? x, string? y)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(signature);
            // The last character has unused bits. Only one spelling of a signature counts.
            if (Base64Url.EncodeToString(bytes) != signature) return false;
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) },
            });
            return key.VerifyData(Encoding.UTF8.GetBytes(document), bytes, HashAlgorithmName.SHA256);
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static JsonNode? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return CanonicalJson.Canonicalise(
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes)) is { } text
                ? JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = CanonicalJson.Deepest })
                : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

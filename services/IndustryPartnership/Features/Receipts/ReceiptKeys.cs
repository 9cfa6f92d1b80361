using System.Security.Cryptography;
using IndustryPartnership.Rules;
using Kernel.Data;

namespace IndustryPartnership.Features.Receipts;

/// <summary>
/// The keys that receipts are signed with: the one that <c>Receipts:SigningKey</c> has in PEM, otherwise one that the service makes when it signs first, and keeps in its
/// database. The public part of each key that ever signed stays published.
/// </summary>
internal sealed class ReceiptKeys
{
    private const int CoordinateBits = 256;
    private readonly string? configured;

    /// <exception cref="InvalidOperationException">What is configured is no such key.</exception>
    public ReceiptKeys(IConfiguration configuration)
    {
        configured = configuration["Receipts:SigningKey"] is { Length: > 0 } pem ? pem : null;
        if (configured is null) return;
        try
        {
            using var key = Open(configured);
            if (key.KeySize != CoordinateBits) throw new CryptographicException("Its curve is another one.");
            ReceiptProof.Sign("", key);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw new InvalidOperationException("Receipts:SigningKey is not a private key on P-256 in PEM.", error);
        }
    }

    /// <summary>Signs a document, and publishes the key with the same commit where it is a new one.</summary>
    public async Task<(string KeyId, string Signature)> SignAsync(UnitOfWork work, string document, DateTimeOffset now)
    {
        var kept = configured ?? (await work.QueryAsync<string>("SELECT private_key FROM partnership.receipt_key WHERE private_key IS NOT NULL ORDER BY seq " + Db.Page, new { limit = 1 })).SingleOrDefault();
        using var key = kept is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : Open(kept);
        var jwk = ReceiptKey.Of(key);
        if (await work.FindAsync<int?>("SELECT 1 FROM partnership.receipt_key WHERE key_id = @Kid", new { jwk.Kid }) is null)
        {
            await work.TryInsertAsync(
                "INSERT INTO partnership.receipt_key (key_id, x, y, private_key, made_at) VALUES (@Kid, @X, @Y, @made, @now)",
                new { jwk.Kid, jwk.X, jwk.Y, made = configured is null ? key.ExportPkcs8PrivateKeyPem() : null, now });
        }
        return (jwk.Kid, ReceiptProof.Sign(document, key));
    }

    private static ECDsa Open(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }
}

using System.Security.Cryptography;
using Kernel.Data;

namespace IndustryPartnership.Internships.Receipts;

/// <summary>
/// The keys that sign receipts. <c>Receipts:SigningKey</c> gives one in PEM; otherwise the service makes one at the first signature. It
/// keeps that key in its database, encrypted if there is a <c>Receipts:KeyPassword</c>. The public part of each key that ever signed stays
/// published.
/// </summary>
internal sealed class ReceiptKeys
{
    private const int CoordinateBits = 256;

    private static readonly PbeParameters Encryption = new(
        PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 100_000);

    private readonly string? configured;
    private readonly string? password;

    // Cache the decrypted key: deriving a key from a password takes longer than the rest of a request.
    private (string Kept, byte[] Key)? opened;

    /// <exception cref="InvalidOperationException">The configured value is no such key.</exception>
    public ReceiptKeys(IConfiguration configuration)
    {
        password = configuration["Receipts:KeyPassword"] is { Length: > 0 } secret ? secret : null;
        configured = configuration["Receipts:SigningKey"] is { Length: > 0 } pem ? pem : null;
        if (configured is null) return;
        try
        {
            using var key = Open(configured);
            if (key.KeySize != CoordinateBits) throw new CryptographicException("The key has another curve.");
            ReceiptProof.Sign("", key);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw new InvalidOperationException("Receipts:SigningKey is not a private key on P-256 in PEM.", error);
        }
    }

    /// <summary>Signs a document. A new key is published in the same commit.</summary>
    public async Task<(string KeyId, string Signature)> SignAsync(UnitOfWork work, string document, DateTimeOffset now)
    {
        var kept = configured ?? await KeptAsync(work);
        using var key = kept is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : Open(kept);
        var jwk = ReceiptKey.Of(key);
        if (await work.FindAsync<int?>("SELECT 1 FROM partnership.receipt_key WHERE key_id = @Kid", new { jwk.Kid }) is null)
        {
            await work.TryInsertAsync(
                "INSERT INTO partnership.receipt_key (key_id, x, y, private_key, made_at) VALUES (@Kid, @X, @Y, @made, @now)",
                new { jwk.Kid, jwk.X, jwk.Y, made = configured is null ? Close(key) : null, now });
        }
        else if (configured is null && password is not null && kept is not null && !IsEncrypted(kept))
        {
            // A key from before there was a password.
            await work.ExecuteAsync(
                "UPDATE partnership.receipt_key SET private_key = @closed WHERE key_id = @Kid", new { jwk.Kid, closed = Close(key) });
        }
        return (jwk.Kid, ReceiptProof.Sign(document, key));
    }

    private static async Task<string?> KeptAsync(UnitOfWork work) =>
        (await work.QueryAsync<string>(
            "SELECT private_key FROM partnership.receipt_key WHERE private_key IS NOT NULL ORDER BY seq " + Db.Page,
            new { limit = 1 })).SingleOrDefault();

    private static bool IsEncrypted(string pem) => pem.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);

    private string Close(ECDsa key) =>
        password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, Encryption);

    private ECDsa Open(string pem)
    {
        var key = ECDsa.Create();
        if (!IsEncrypted(pem)) key.ImportFromPem(pem);
        else if (opened is { } last && last.Kept == pem) key.ImportPkcs8PrivateKey(last.Key, out _);
        else
        {
            key.ImportFromEncryptedPem(
                pem, password ?? throw new InvalidOperationException("The key of receipts is encrypted: Receipts:KeyPassword is missing."));
            opened = (pem, key.ExportPkcs8PrivateKey());
        }
        return key;
    }
}

using System.Security.Cryptography;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;
using ReceiptKey = IndustryPartnership.Internships.Receipts.ReceiptKey;

namespace IndustryPartnership.Tests;

/// <summary>Which key signs receipts, and how it is kept.</summary>
public sealed class ReceiptKeyTests
{
    [Theory, Engines]
    public async Task A_configured_key_signs_without_being_stored_and_older_keys_stay_published(Engine engine)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var partnership = new PartnershipApp(await ServiceApp.StartAsync(
            engine,
            IndustryPartnershipService.Name,
            builder =>
            {
                builder.Configuration["Receipts:SigningKey"] = key.ExportPkcs8PrivateKeyPem();
                builder.AddIndustryPartnership();
            },
            service => service.MapIndustryPartnership(),
            Day));
        await partnership.RegisterAsync(Bpc, "vocational-college");
        await partnership.RegisterEnterpriseAsync(Dji);
        using var older = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var retired = ReceiptKey.Of(older);
        await partnership.ChangeAsync(
            "INSERT INTO partnership.receipt_key (key_id, x, y, private_key, made_at) VALUES (@Kid, @X, @Y, @pem, @now)",
            new { retired.Kid, retired.X, retired.Y, pem = older.ExportPkcs8PrivateKeyPem(), now = DateTimeOffset.UnixEpoch });

        await partnership.OpenSlotAsync();

        var keys = (await partnership.Anyone.ListReceiptKeysAsync()).Keys;
        Assert.Equal([retired.Kid, ReceiptKey.Of(key).Kid], keys.Select(one => one.Kid));
        Assert.Equal(
            ReceiptKey.Of(key).Kid, (await partnership.App.Db.QueryAsync<string>("SELECT key_id FROM partnership.receipt")).Single());
        Assert.Equal(1, (await partnership.App.Db.QueryAsync<int>(
            """
            SELECT COUNT(*)
            FROM partnership.receipt_key
            WHERE private_key IS NULL
            """)).Single());
    }

    [Theory, Engines]
    public async Task With_a_password_an_older_clear_key_still_signs_and_becomes_encrypted(Engine engine)
    {
        await using var partnership = new PartnershipApp(await ServiceApp.StartAsync(
            engine,
            IndustryPartnershipService.Name,
            builder =>
            {
                builder.Configuration["Receipts:KeyPassword"] = "a password of an installation";
                builder.AddIndustryPartnership();
            },
            service => service.MapIndustryPartnership(),
            Day));
        await partnership.RegisterAsync(Bpc, "vocational-college");
        await partnership.RegisterEnterpriseAsync(Dji);
        using var clear = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kept = ReceiptKey.Of(clear);
        await partnership.ChangeAsync(
            "INSERT INTO partnership.receipt_key (key_id, x, y, private_key, made_at) VALUES (@Kid, @X, @Y, @pem, @now)",
            new { kept.Kid, kept.X, kept.Y, pem = clear.ExportPkcs8PrivateKeyPem(), now = DateTimeOffset.UnixEpoch });

        for (var openings = 0; openings < 3; openings++) await partnership.OpenSlotAsync();

        Assert.Equal([kept.Kid], (await partnership.App.Db.QueryAsync<string>("SELECT key_id FROM partnership.receipt")).Distinct());
        var pem = Assert.Single(await partnership.App.Db.QueryAsync<string>("SELECT private_key FROM partnership.receipt_key"));
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", pem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_configured_key_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ServiceApp.StartAsync(
            Engine.Sqlite,
            IndustryPartnershipService.Name,
            builder =>
            {
                builder.Configuration["Receipts:SigningKey"] = "not a key";
                builder.AddIndustryPartnership();
            },
            service => service.MapIndustryPartnership()));

        Assert.Contains("Receipts:SigningKey", error.Message, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contracts;
using IndustryPartnership.Internships.Receipts;
using Kernel;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using ReceiptKey = IndustryPartnership.Internships.Receipts.ReceiptKey;

namespace IndustryPartnership.Tests;

/// <summary>Compliance receipts: what was judged, signed, and verified from the document and the public key alone.</summary>
public sealed class ReceiptTests
{
    private const int Changes = 10_000;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory, Engines]
    public async Task Openings_and_starts_leave_receipts_for_parties_that_anybody_can_verify(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace);
        var slot = await partnership.OpenSlotAsync();
        var placement = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());

        var keys = await partnership.App.With(null)
            .GetByteArrayAsync(new Uri($"{Api}/receipts/keys", UriKind.Relative), TestContext.Current.CancellationToken);
        // Of a learner four rules of the pack are judged, one of them for the age and for the stage; consents, signatures and other
        // placements besides.
        foreach (var (thing, version, kind, rules, verdicts) in new[]
        {
            (slot.Id, slot.Version, "slot-opened", 10, 10), (placement.Id, placement.Version, "placement-started", 6, 8),
        })
        {
            var id = await IssuedAsync(partnership.Manager(Dji), thing);
            Assert.Equal(id, await IssuedAsync(partnership.Coordinator(Bpc), thing));
            // As it came: its bytes are what anybody verifies.
            var receipt = await partnership.App.As(Bpc, Roles.Coordinator).GetAsync($"{Api}/receipts/{id}").BodyAsync();
            Assert.Null(ReceiptProof.WhatIsWrong(Encoding.UTF8.GetBytes(receipt.GetRawText()), keys));
            var document = receipt.GetProperty("document");
            Assert.Equal((kind, "internship-rules-2021", Day), (document.Text("kind"), document.Text("pack"), document.Day("day")));
            var subject = document.GetProperty("subject");
            Assert.Equal((thing, version), (subject.GetProperty("id").GetGuid(), subject.GetProperty("version").GetInt32()));
            Assert.Equal(
                (rules, verdicts), (document.GetProperty("rules").GetArrayLength(), document.GetProperty("verdicts").GetArrayLength()));
            Assert.DoesNotContain("Wang", document.GetRawText(), StringComparison.Ordinal);
            foreach (var other in new[] { partnership.Coordinator(Ncut), partnership.Manager(Huace) })
            {
                await other.GetReceiptAsync(id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
                Assert.Empty((await other.ListReceiptsAsync()).Items);
            }
        }
        Assert.DoesNotContain("PRIVATE", Encoding.UTF8.GetString(keys), StringComparison.Ordinal);

        static async Task<Guid> IssuedAsync(IndustryPartnershipClient client, Guid thing) =>
            Assert.Single((await client.ListReceiptsAsync(subjectId: thing)).Items).Id;
    }

    [Theory, Engines]
    public async Task A_refused_opening_leaves_no_receipt_and_one_key_signs_them_all(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var tooMany = await partnership.ApprovedSlotAsync(SlotRequest(capacity: 50));
        await partnership.StateStaffAsync(Dji, null, 400);
        await partnership.OpenAsync(tooMany).ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        Assert.Empty(await ReceiptsAsync());
        Assert.Empty(await KeysAsync());

        for (var openings = 0; openings < 3; openings++) await partnership.OpenAsync(await partnership.ApprovedSlotAsync());

        Assert.Equal(3, (await ReceiptsAsync()).Count);
        Assert.Single(await KeysAsync());

        Task<IReadOnlyList<Guid>> ReceiptsAsync() => partnership.App.Db.QueryAsync<Guid>("SELECT id FROM partnership.receipt");

        async Task<IEnumerable<object>> KeysAsync() => (await partnership.Anyone.ListReceiptKeysAsync()).Keys;
    }

    [Fact]
    public void Any_changed_byte_is_found_unless_the_content_is_the_same()
    {
        var (receipt, keys) = Signed();
        Assert.Null(ReceiptProof.WhatIsWrong(receipt, keys));
        var content = CanonicalJson.Canonicalise(Encoding.UTF8.GetString(receipt));
        // A seed, so that a failure is found again.
        var random = new Random(2026);
        var found = 0;
        for (var change = 0; change < Changes; change++)
        {
            var changed = receipt.ToArray();
            var place = random.Next(changed.Length);
            changed[place] = (byte)(changed[place] + random.Next(1, 256));
            if (ReceiptProof.WhatIsWrong(
                changed, keys) is null) Assert.Equal(content, CanonicalJson.Canonicalise(Encoding.UTF8.GetString(changed)));
            else found++;
        }
        // Compact and without escapes, the text has hardly a byte with two spellings.
        Assert.InRange(found, Changes - 10, Changes);
    }

    [Fact]
    public void Every_changed_byte_of_the_signature_is_found()
    {
        var (receipt, keys) = Signed();
        var text = Encoding.UTF8.GetString(receipt);
        var start = text.IndexOf("\"signature\":\"", StringComparison.Ordinal) + "\"signature\":\"".Length;
        for (var place = start; place < text.Length - 2; place++)
        {
            foreach (var other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ".Where(
                other => other != text[place]))
            {
                Assert.NotNull(ReceiptProof.WhatIsWrong(Encoding.UTF8.GetBytes($"{text[..place]}{other}{text[(place + 1)..]}"), keys));
            }
        }
    }

    [Fact]
    public void White_space_and_the_order_of_members_are_spelling_and_not_content()
    {
        var (receipt, keys) = Signed();
        using var parsed = JsonDocument.Parse(receipt);
        var indented = JsonSerializer.Serialize(parsed.RootElement, Indented);
        var reversed =
            $"{{{string.Join(',', parsed.RootElement.EnumerateObject().Reverse()
                .Select(member => $"\"{member.Name}\": {member.Value.GetRawText()}"))}}}";

        Assert.Null(ReceiptProof.WhatIsWrong(Encoding.UTF8.GetBytes(indented), keys));
        Assert.Null(ReceiptProof.WhatIsWrong(Encoding.UTF8.GetBytes(reversed), keys));
        Assert.Null(ReceiptProof.WhatIsWrong(
            Encoding.UTF8.GetBytes($"\ufeff{indented}"), Encoding.UTF8.GetBytes($"\ufeff{Encoding.UTF8.GetString(keys)}")));
        Assert.NotNull(ReceiptProof.WhatIsWrong(receipt, Signed().Keys));
        Assert.NotNull(ReceiptProof.WhatIsWrong(receipt, "[]"u8));
        Assert.NotNull(ReceiptProof.WhatIsWrong("null"u8, keys));
    }

    [Fact]
    public void The_command_verifies_two_files_and_says_what_is_wrong()
    {
        var folder = Directory.CreateTempSubdirectory("receipt-test-").FullName;
        try
        {
            var (receipt, keys) = Signed();
            var (receiptFile, keyFile) = (Path.Combine(folder, "receipt.json"), Path.Combine(folder, "jwks.json"));
            File.WriteAllBytes(keyFile, keys);
            File.WriteAllBytes(receiptFile, receipt);
            Assert.Equal((0, ""), Run(receiptFile, keyFile));
            File.WriteAllText(receiptFile, Encoding.UTF8.GetString(receipt).Replace("2800.5", "2800.4", StringComparison.Ordinal));
            Assert.Equal((1, "The hash does not match the document."), Run(receiptFile, keyFile));
            Assert.Equal(1, Run(Path.Combine(folder, "none.json"), keyFile).Code);
            Assert.Equal(2, Run(receiptFile).Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static (int Code, string Errors) Run(params string[] files)
        {
            using var errors = new StringWriter();
            return (VerifyReceipt.Run(files, TextWriter.Null, errors), errors.ToString().Trim());
        }
    }

    private static (byte[] Receipt, byte[] Keys) Signed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var document =
            CanonicalJson.Canonicalise(
                """{"id":"0199","pay":2800.50,"title":"无人机","rules":[{"name":"pay-floor","parameters":{"percent":80,"of":["samePost","lowestGrade"]}}],"opens":true}""")!;
        var receipt =
            $$"""{"algorithm":"ES256","document":{{document}},"hash":"{{CanonicalJson.Hash(document)}}","keyId":"{{ReceiptKey.Of(key).Kid}}","signature":"{{ReceiptProof.Sign(document, key)}}"}""";
        return (Encoding.UTF8.GetBytes(receipt), JsonSerializer.SerializeToUtf8Bytes(
            new ReadReceipts.KeySet([ReceiptKey.Of(key)]), JsonSerializerOptions.Web));
    }
}

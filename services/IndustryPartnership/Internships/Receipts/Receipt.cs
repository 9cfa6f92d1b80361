using System.Text.Json;
using System.Text.Json.Nodes;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Receipts;

/// <summary>
/// A signed record of a judgement: when a slot was opened, or a placement started or moved to another slot. It has the rules and their
/// verdicts, and is verified without this platform.
/// </summary>
/// <param name="Document">The pack, its rules with their parameters, the inputs, the verdicts, the slot or placement with its version, and
/// the day.</param>
/// <param name="Hash">SHA-256 of the document's canonical JSON (RFC 8785), in lower-case hexadecimal.</param>
/// <param name="Algorithm"><c>ES256</c>, over the bytes of the canonical JSON.</param>
/// <param name="KeyId">Which of the published keys signed it.</param>
/// <param name="Signature">The signature, in base64url.</param>
public sealed record Receipt(JsonElement Document, string Hash, string Algorithm, string KeyId, string Signature)
{
    /// <summary>Signs and keeps a judgement.</summary>
    /// <param name="work">The transaction of what it is about.</param>
    /// <param name="keys">The keys of the service.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="pack">The pack of rules that judged.</param>
    /// <param name="inputs">What the rules looked at, without what others must not see.</param>
    /// <param name="verdicts">Their verdicts.</param>
    /// <param name="act">The day and the moment.</param>
    internal static async Task IssueAsync(
        UnitOfWork work, ReceiptKeys keys, ReceiptSubject subject, RulePack pack, JsonObject inputs, IReadOnlyList<RuleVerdict> verdicts,
        Act act)
    {
        var id = Guid.CreateVersion7();
        var judged = verdicts.Select(one => one.Name).ToHashSet();
        var document = CanonicalJson.Canonicalise(JsonSerializer.Serialize(
            new
            {
                id,
                kind = subject.Kind,
                subject = new { id = subject.Id, version = subject.Version },
                enterprise = subject.Enterprise,
                institution = subject.Institution,
                day = act.Today,
                pack = pack.Id,
                rules = pack.Rules.Where(rule => judged.Contains(rule.Name)),
                inputs,
                verdicts = verdicts.Select(
                    one => new { one.Verdict.Rule, one.Name, one.Verdict.Outcome, one.Verdict.Facts, one.Verdict.Change }),
            },
            JsonSerializerOptions.Web))!;
        var (keyId, signature) = await keys.SignAsync(work, document, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.receipt (id, subject_id, enterprise, institution, document, document_hash, key_id, signature, issued_at)
            VALUES (@id, @subject, @Enterprise, @Institution, @document, @hash, @keyId, @signature, @Now)
            """,
            new
            {
                id,
                subject = subject.Id,
                subject.Enterprise,
                subject.Institution,
                document,
                hash = CanonicalJson.Hash(document),
                keyId,
                signature,
                act.Now,
            });
    }
}

/// <summary>What a receipt is about.</summary>
/// <param name="Kind"><c>slot-opened</c>, <c>placement-started</c> or <c>placement-moved</c>.</param>
/// <param name="Id">The slot or the placement.</param>
/// <param name="Version">The version after the judged step.</param>
/// <param name="Enterprise">The enterprise.</param>
/// <param name="Institution">The institution.</param>
internal sealed record ReceiptSubject(string Kind, Guid Id, int Version, string Enterprise, string Institution);

using System.Text.Json;
using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Receipts;

/// <summary>A receipt's enterprise and institution read it. The keys that verify it are open to everybody.</summary>
public static class ReadReceipts
{
    private const string Visible = "(r.enterprise = @org OR r.institution = @org)";

    /// <param name="Id">The receipt's identity.</param>
    /// <param name="SubjectId">The slot or the placement that it is of.</param>
    /// <param name="Hash">SHA-256 of its document.</param>
    /// <param name="IssuedAt">When it was signed, UTC.</param>
    public sealed record Issued(Guid Id, Guid SubjectId, string Hash, DateTimeOffset IssuedAt);

    /// <summary>A JWKS (RFC 7517).</summary>
    /// <param name="Keys">All keys that ever signed a receipt.</param>
    public sealed record KeySet(IReadOnlyList<ReceiptKey> Keys);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/receipts", ListAsync)
            .WithName("ListReceipts")
            .WithSummary("List compliance receipts; subjectId selects one slot or placement")
            .Allow(Roles.Coordinator, Roles.InternshipManager, Roles.Signatory);
        api.MapGet("/receipts/{id:guid}", GetAsync).WithName("GetReceipt").WithSummary("Read a compliance receipt, to keep and verify it")
            .Allow(Roles.Coordinator, Roles.InternshipManager, Roles.Signatory);
        // Verifying a receipt needs no token of this platform.
        api.MapGet("/receipts/keys", KeysAsync)
            .WithName("ListReceiptKeys")
            .WithSummary("Read the public keys that verify receipts, as a JWKS")
            .AllowAnonymous();
    }

    private static async Task<Ok<Page<Issued>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct, Guid? subjectId = null,
        [Code] string? enterprise = null) => paging.Reply(
        http,
        await paging.ReadAsync<ReceiptRow>(
            db,
            "SELECT r.seq, r.id, r.subject_id, r.document_hash, r.issued_at FROM partnership.receipt r WHERE "
                + "(@subjectId IS NULL OR r.subject_id = @subjectId) AND (@enterprise IS NULL OR r.enterprise = @enterprise) AND "
                + Visible,
            new { subjectId, enterprise, org = caller.Org }, ct),
        row => row.Seq,
        row => new Issued(row.Id, row.SubjectId, row.DocumentHash, row.IssuedAt));

    private static async Task<Results<Ok<Receipt>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await db.FindAsync<ReceiptRow>(
            "SELECT r.document, r.document_hash, r.key_id, r.signature FROM partnership.receipt r WHERE r.id = @id AND " + Visible,
            new { id, org = caller.Org },
            ct) is { } row
            ? TypedResults.Ok(new Receipt(
                JsonSerializer.Deserialize<JsonElement>(row.Document), row.DocumentHash, ReceiptProof.Algorithm, row.KeyId, row.Signature))
            : CommonProblems.NotFound();

    private static async Task<Ok<KeySet>> KeysAsync(Db db, CancellationToken ct) => TypedResults.Ok(new KeySet(
        [.. (await db.QueryAsync<KeyRow>(
            """
            SELECT k.key_id, k.x, k.y
            FROM partnership.receipt_key k
            ORDER BY k.seq
            """,
            null,
            ct)).Select(row => new ReceiptKey("EC", "P-256", row.KeyId, row.X, row.Y, "sig", ReceiptProof.Algorithm))]));

    private sealed record ReceiptRow
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
        public Guid SubjectId { get; init; }
        public string Document { get; init; } = "";
        public string DocumentHash { get; init; } = "";
        public string KeyId { get; init; } = "";
        public string Signature { get; init; } = "";
        public DateTimeOffset IssuedAt { get; init; }
    }

    private sealed record KeyRow
    {
        public string KeyId { get; init; } = "";
        public string X { get; init; } = "";
        public string Y { get; init; } = "";
    }
}

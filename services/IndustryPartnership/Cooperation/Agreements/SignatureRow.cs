using Kernel.Data;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A signature on one of an agreement's texts, as it is stored.</summary>
internal sealed record SignatureRow
{
    public Guid AgreementId { get; init; }
    public int Revision { get; init; }
    public string Organisation { get; init; } = "";
    public string SignedBy { get; init; } = "";
    public DateTimeOffset SignedAt { get; init; }
    public DateOnly SignedOn { get; init; }
    public string? Signatory { get; init; }
    public string? ScanHash { get; init; }

    /// <summary>The signatures on each text of these agreements.</summary>
    public static async Task<ILookup<(Guid Agreement, int Revision), Signature>> OfAsync(
        IReader reader, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var rows = await reader.QueryAsync<SignatureRow>(
            """
            SELECT agreement_id, revision, organisation, signed_by, signed_at, signed_on, signatory, scan_hash
            FROM partnership.agreement_signature
            WHERE agreement_id IN @ids
            ORDER BY signed_at, organisation
            """,
            new { ids }, ct);
        return rows.ToLookup(row => (row.AgreementId, row.Revision), row => row.Show());
    }

    /// <summary>A party's newest signature on any text of a locked agreement; null if there is none.</summary>
    public static async Task<SignatureRow?> NewestAsync(UnitOfWork work, Guid id, string org) => (await work.QueryAsync<SignatureRow>(
        """
        SELECT agreement_id, revision, organisation, scan_hash
        FROM partnership.agreement_signature
        WHERE agreement_id = @id AND organisation = @org
        ORDER BY revision DESC
        """ + " " + Db.Page,
        new { id, org, limit = 1 })).SingleOrDefault();

    public static Task AddAsync(UnitOfWork work, Guid id, int revision, Signature signature) => work.ExecuteAsync(
        """
        INSERT INTO partnership.agreement_signature
            (agreement_id, revision, organisation, signed_by, signed_at, signed_on, signatory, scan_hash)
        VALUES (@id, @revision, @Organisation, @SignedBy, @SignedAt, @SignedOn, @Signatory, @ScanHash)
        """,
        new
        {
            id,
            revision,
            signature.Organisation,
            signature.SignedBy,
            signature.SignedAt,
            signature.SignedOn,
            signature.Signatory,
            signature.ScanHash,
        });

    private Signature Show() =>
        new(Organisation, SignedBy, SignedAt, Signature.MethodOf(ScanHash), SignedOn, Signatory, ScanHash);
}

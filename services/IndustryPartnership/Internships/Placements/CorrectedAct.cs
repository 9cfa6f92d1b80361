using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Placements;

/// <summary>What a consent or a signature said before it was corrected, or taken back (D43).</summary>
/// <param name="Act">
/// <c>consent</c>, <c>no-guardian</c>, <c>signature</c> or <c>co-signature</c>; of a change, <c>change-consent</c> or
/// <c>change-signature</c>.
/// </param>
/// <param name="By">
/// Who gave it: <c>learner</c>, <c>guardian</c>, <c>institution</c> or <c>enterprise</c>. For a co-signatory or a change, the code of an
/// organisation.
/// </param>
/// <param name="On">Its former day.</param>
/// <param name="Signatory">The former signatory, if on paper.</param>
/// <param name="ScanHash">The former scan, if on paper.</param>
/// <param name="Withdrawn">Whether it was taken back.</param>
/// <param name="Reason">The reason.</param>
/// <param name="CorrectedOn">The business date of the correction.</param>
public sealed record PlacementCorrection(
    [property: OneOf("consent", "no-guardian", "signature", "co-signature", "change-consent", "change-signature")] string Act, string By,
    DateOnly On, string? Signatory, string? ScanHash, bool Withdrawn, string Reason, DateOnly CorrectedOn);

/// <summary>The current consent or signature, to be corrected.</summary>
internal sealed record CorrectedAct
{
    public const string CoSignature = "co-signature";

    public Guid PlacementId { get; init; }
    public string Kind { get; init; } = "";
    public string Party { get; init; } = "";
    public DateOnly ActedOn { get; init; }
    public string? Signatory { get; init; }
    public string? ScanHash { get; init; }

    public static async Task<CorrectedAct?> FindAsync(UnitOfWork work, Guid placementId, string kind, string party) =>
        (await AllAsync(work, placementId)).SingleOrDefault(act => act.Kind == kind && act.Party == party);

    public static async Task<IReadOnlyList<CorrectedAct>> SignaturesAsync(UnitOfWork work, Guid placementId) =>
        [.. (await AllAsync(work, placementId)).Where(act => act.Kind is ActRow.Signature or CoSignature)];

    /// <summary>Keeps its former value.</summary>
    public async Task KeepAsync(UnitOfWork work, bool isWithdrawn, string reason, Act act)
    {
        var reasonId = await work.KeepAsync("placement", PlacementId, PersonalValues.Reason, reason, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.placement_act_correction
                (placement_id, kind, party, acted_on, signatory, scan_hash, withdrawn, reason_id, corrected_on, actor, recorded_at)
            VALUES (@PlacementId, @Kind, @Party, @ActedOn, @Signatory, @ScanHash, @isWithdrawn, @reasonId, @Today, @Actor, @Now)
            """,
            new { PlacementId, Kind, Party, ActedOn, Signatory, ScanHash, isWithdrawn, reasonId, act.Today, act.Caller.Actor, act.Now });
    }

    public async Task ChangeAsync(UnitOfWork work, DateOnly on, string? signatory, string? scanHash)
    {
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_act SET acted_on = @on, signatory = @signatory, document_hash = @scanHash
            WHERE placement_id = @PlacementId AND kind = @Kind AND party = @Party
            """,
            new { PlacementId, Kind, Party, on, signatory, scanHash });
        if (Kind != CoSignature) return;
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_cosignatory SET signed_on = @on, signatory = @signatory, scan_hash = @scanHash
            WHERE placement_id = @PlacementId AND organisation = @Party
            """,
            new { PlacementId, Party, on, signatory, scanHash });
    }

    public async Task WithdrawAsync(UnitOfWork work)
    {
        await work.ExecuteAsync(
            "DELETE FROM partnership.placement_act WHERE placement_id = @PlacementId AND kind = @Kind AND party = @Party",
            new { PlacementId, Kind, Party });
        if (Kind != CoSignature) return;
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_cosignatory SET signed_on = NULL, signatory = NULL, scan_hash = NULL
            WHERE placement_id = @PlacementId AND organisation = @Party
            """,
            new { PlacementId, Party });
    }

    private static Task<IReadOnlyList<CorrectedAct>> AllAsync(UnitOfWork work, Guid placementId) => work.QueryAsync<CorrectedAct>(
        """
        SELECT placement_id, kind, party, acted_on, signatory, document_hash AS scan_hash
        FROM partnership.placement_act WHERE placement_id = @placementId
        UNION ALL
        SELECT placement_id, 'co-signature' AS kind, organisation AS party, signed_on AS acted_on, signatory, scan_hash
        FROM partnership.placement_cosignatory WHERE placement_id = @placementId AND signed_on IS NOT NULL
        """,
        new { placementId });
}

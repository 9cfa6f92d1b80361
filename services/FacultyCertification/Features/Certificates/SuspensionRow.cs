using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.Certificates;

/// <summary>Suspensions as they are stored.</summary>
internal static class SuspensionRow
{
    private const string Select =
        """
        SELECT x.seq, x.id, x.chain_id, x.certificate_id, x.suspended_on, COALESCE(w.value, '') AS reason, x.decided_by, x.reinstated_on,
            x.reinstatement_reason_id, r.value AS reinstatement_reason, x.reinstatement_decided_by, x.is_withdrawn, x.correction_reason_id,
            k.value AS correction_reason, x.version
        FROM faculty.suspension x
        LEFT JOIN faculty.personal_value w ON w.id = x.reason_id
        LEFT JOIN faculty.personal_value r ON r.id = x.reinstatement_reason_id
        LEFT JOIN faculty.personal_value k ON k.id = x.correction_reason_id
        """;

    /// <summary>The certificates with the suspensions of their chains that were not taken back.</summary>
    public static async Task<IReadOnlyList<Certificate>> AddAsync(
        IReader reader, IReadOnlyList<Certificate> certificates, CancellationToken ct = default)
    {
        if (certificates.Count == 0) return certificates;
        var chains = certificates.Select(certificate => certificate.ChainId).Distinct();
        var all = await reader.QueryAsync<Suspension>(
            $"""
            {Select}
            WHERE x.chain_id IN @chains
                AND x.is_withdrawn = 0
            ORDER BY x.suspended_on, x.seq
            """,
            new { chains }, ct);
        var of = all.ToLookup(suspension => suspension.ChainId);
        return [.. certificates.Select(certificate => certificate.SuspendedBy([.. of[certificate.ChainId]]))];
    }

    /// <summary>The suspensions of a certificate's chain, also those that were taken back.</summary>
    public static Task<IReadOnlyList<Suspension>> OfAsync(
        Db db, Certificate certificate, Paging paging, CancellationToken ct) => paging.ReadAsync<Suspension>(
            db,
        $"""
        {Select}
        WHERE x.chain_id = @ChainId
        """,
        new { certificate.ChainId }, ct);

    /// <summary>A suspension of the certificate's chain, held; null if it is none.</summary>
    public static Task<Suspension?> HoldAsync(UnitOfWork work, Guid id, Certificate certificate) => work.FindAsync<Suspension>(
        Select + " WHERE x.id = @id AND x.chain_id = @ChainId", new { id, certificate.ChainId });

    /// <summary>Keeps a new suspension; false if another one of the chain lasts.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Suspension suspension, Act act)
    {
        var reasonId = await work.KeepAsync("certificate", suspension.CertificateId, PersonalValues.Reason, suspension.Reason, act.Now);
        return await work.TryInsertAsync(
            """
            INSERT INTO faculty.suspension (
                id, chain_id, certificate_id, suspended_on, reason_id, decided_by, is_withdrawn, version, created_at)
            VALUES (@Id, @ChainId, @CertificateId, @SuspendedOn, @reasonId, @DecidedBy, @IsWithdrawn, @Version, @Now)
            """,
            new
            {
                suspension.Id,
                suspension.ChainId,
                suspension.CertificateId,
                suspension.SuspendedOn,
                reasonId,
                suspension.DecidedBy,
                suspension.IsWithdrawn,
                suspension.Version,
                act.Now,
            });
    }

    /// <summary>Records a change of a suspension. The certificates of its chain record what follows from it.</summary>
    public static async Task RecordAsync(UnitOfWork work, Suspension next, Act act)
    {
        var reinstatementReasonId = await work.RenewAsync(
            next.ReinstatementReasonId, "certificate", next.CertificateId, PersonalValues.Reason, next.ReinstatementReason, act.Now);
        var correctionReasonId = await work.RenewAsync(
            next.CorrectionReasonId, "certificate", next.CertificateId, PersonalValues.Reason, next.CorrectionReason, act.Now);
        await work.ChangeAsync(
            """
            UPDATE faculty.suspension
            SET suspended_on = @SuspendedOn, reinstated_on = @ReinstatedOn, reinstatement_reason_id = @reinstatementReasonId,
                reinstatement_decided_by = @ReinstatementDecidedBy, is_withdrawn = @IsWithdrawn, correction_reason_id = @correctionReasonId,
                version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.SuspendedOn,
                next.ReinstatedOn,
                reinstatementReasonId,
                next.ReinstatementDecidedBy,
                next.IsWithdrawn,
                correctionReasonId,
                next.Version,
            });
    }
}

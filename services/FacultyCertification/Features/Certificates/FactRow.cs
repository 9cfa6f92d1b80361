using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.Certificates;

/// <summary>What was recorded of a certificate, and what was known by it (D41, D43).</summary>
public sealed record CertificateRecord
{
    /// <summary>The version of the certificate that it made.</summary>
    public required int Version { get; init; }

    /// <summary>
    /// What happened, such as <c>granted</c>, <c>renewed</c>, <c>superseded</c>, <c>suspended</c>, <c>reinstated</c>, <c>revoked</c>,
    /// <c>expired</c> or a correction.
    /// </summary>
    public required string Fact { get; init; }

    /// <summary>The day from which it holds.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>Why.</summary>
    public required string? Reason { get; init; }

    /// <summary>The days on which the certificate is in force, as this record says.</summary>
    public required IReadOnlyList<DaysInForce> InForce { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The business date of its recording.</summary>
    public required DateOnly RecordedOn { get; init; }
}

/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
public sealed record DaysInForce(DateOnly From, DateOnly Until);

/// <summary>The facts of certificates as they are stored, each with the days in force that it leaves.</summary>
internal sealed record FactRow
{
    public long Seq { get; init; }
    public int Version { get; init; }
    public string Fact { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateOnly RecordedOn { get; init; }

    /// <summary>Keeps a fact: the day of its effect, the moment and business date of its record, and the days in force (D41).</summary>
    public static async Task AddAsync(UnitOfWork work, Certificate certificate, CertificateChange change, Act act)
    {
        var reasonId = await work.KeepAsync("certificate", certificate.Id, PersonalValues.Reason, change.Reason, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.certificate_fact (certificate_id, version, fact, effective_on, reason_id, recorded_at, recorded_on)
            VALUES (@Id, @Version, @Fact, @EffectiveOn, @reasonId, @Now, @Today)
            """,
            new { certificate.Id, certificate.Version, change.Fact, change.EffectiveOn, reasonId, act.Now, act.Today });
        foreach (var (from, until) in certificate.InForce)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.certificate_period (certificate_id, version, from_day, until_day)
                VALUES (@Id, @Version, @from, @until)
                """,
                new { certificate.Id, certificate.Version, from, until });
        }
    }

    /// <summary>The facts of a certificate, in order.</summary>
    public static Task<IReadOnlyList<FactRow>> OfAsync(Db db, Guid certificate, Paging paging, CancellationToken ct) =>
        paging.ReadAsync<FactRow>(
            db,
            $"""
            SELECT f.seq, f.version, f.fact, f.effective_on, w.value AS reason, f.recorded_at, f.recorded_on
            FROM faculty.certificate_fact f
            LEFT JOIN faculty.personal_value w ON w.id = f.reason_id
            WHERE f.certificate_id = @certificate
            """,
            new { certificate }, ct);

    /// <summary>The days in force by each version of a certificate.</summary>
    public static async Task<ILookup<int, DaysInForce>> DaysAsync(IReader reader, Guid certificate, CancellationToken ct) =>
        (await reader.QueryAsync<PeriodRow>(
            """
            SELECT p.version, p.from_day, p.until_day
            FROM faculty.certificate_period p
            WHERE p.certificate_id = @certificate
            ORDER BY p.from_day
            """,
            new { certificate }, ct)).ToLookup(row => row.Version, row => new DaysInForce(row.FromDay, row.UntilDay));

    public CertificateRecord ToReply(IEnumerable<DaysInForce> days) => new()
    {
        Version = Version,
        Fact = Fact,
        EffectiveOn = EffectiveOn,
        Reason = Reason,
        InForce = [.. days],
        RecordedAt = RecordedAt,
        RecordedOn = RecordedOn,
    };

    private sealed record PeriodRow
    {
        public int Version { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
    }
}

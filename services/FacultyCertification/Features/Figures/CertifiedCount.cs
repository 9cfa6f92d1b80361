using FacultyCertification.Rules;
using Kernel.Data;

namespace FacultyCertification.Features.Figures;

/// <summary>
/// Of an institution's teachers in scope on a day, how many held a certificate in force, whichever institution granted it. Each employment
/// counts by the last of its records that was known.
/// </summary>
internal sealed record CertifiedCount
{
    private const string Sql =
        """
        SELECT COUNT(*) AS denominator, COUNT(certified.teacher_id) AS numerator
        FROM faculty.employment AS employment
        INNER JOIN faculty.employment_record AS known ON known.employment_id = employment.id
            AND known.seq = (
                SELECT MAX(record.seq)
                FROM faculty.employment_record AS record
                WHERE record.employment_id = employment.id
                    AND (@knownAt IS NULL OR record.recorded_at <= @knownAt)
                    AND (@knownOn IS NULL OR record.recorded_on <= @knownOn))
        LEFT JOIN (
            SELECT DISTINCT certificate.teacher_id
            FROM faculty.certificate AS certificate
            INNER JOIN faculty.certificate_fact AS granted ON granted.certificate_id = certificate.id AND granted.fact = 'granted'
            WHERE certificate.teacher_id IN (SELECT own.teacher_id FROM faculty.employment AS own WHERE own.institution = @institution)
                AND granted.effective_on <= @day
                AND certificate.valid_until >= @day
                AND (@knownAt IS NULL OR granted.recorded_at <= @knownAt)
                AND (@knownOn IS NULL OR granted.recorded_on <= @knownOn)
                AND NOT EXISTS (
                    SELECT 1
                    FROM faculty.certificate_fact AS revoked
                    WHERE revoked.certificate_id = certificate.id
                        AND revoked.fact = 'revoked'
                        AND revoked.effective_on <= @day
                        AND (@knownAt IS NULL OR revoked.recorded_at <= @knownAt)
                        AND (@knownOn IS NULL OR revoked.recorded_on <= @knownOn))
        ) AS certified ON certified.teacher_id = employment.teacher_id
        WHERE employment.institution = @institution
            AND known.category IN @Categories
            AND known.employed_from <= @day
            AND (known.last_day IS NULL OR known.last_day >= @day)
        """;

    public int Denominator { get; init; }
    public int Numerator { get; init; }

    /// <param name="db">The database.</param>
    /// <param name="institution">The institution.</param>
    /// <param name="day">The day of the figure.</param>
    /// <param name="knownAt">The moment whose knowledge counts, if one was asked for.</param>
    /// <param name="knownOn">The day whose knowledge counts, if one was asked for.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static Task<CertifiedCount> ReadAsync(
        Db db, string institution, DateOnly day, DateTimeOffset? knownAt, DateOnly? knownOn, CancellationToken ct) =>
        db.SingleAsync<CertifiedCount>(Sql, new { institution, day, knownAt, knownOn, Scope.Categories }, ct);
}

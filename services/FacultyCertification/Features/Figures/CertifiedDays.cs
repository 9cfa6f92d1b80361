namespace FacultyCertification.Features.Figures;

/// <summary>
/// The days on which teachers of an institution held a certificate in force, whichever institution granted it. Each certificate counts by
/// the last of its versions that was known. So suspensions, ends and corrections count from their days, and earlier figures stay as they
/// were (D41, D43). All figures read them here.
/// </summary>
internal static class CertifiedDays
{
    /// <summary>A row for each period. The parameters are <c>@institution</c>, <c>@knownAt</c> and <c>@knownOn</c>.</summary>
    public const string Known =
        """
        SELECT certificate.teacher_id, certificate.id AS certificate_id, held.from_day, held.until_day
        FROM faculty.certificate AS certificate
        INNER JOIN faculty.certificate_period AS held ON held.certificate_id = certificate.id
            AND held.version = (
                SELECT MAX(fact.version)
                FROM faculty.certificate_fact AS fact
                WHERE fact.certificate_id = certificate.id
                    AND (@knownAt IS NULL OR fact.recorded_at <= @knownAt)
                    AND (@knownOn IS NULL OR fact.recorded_on <= @knownOn))
        WHERE certificate.teacher_id IN (SELECT own.teacher_id FROM faculty.employment AS own WHERE own.institution = @institution)
        """;
}

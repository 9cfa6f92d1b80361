namespace FacultyCertification.Features.Figures;

/// <summary>
/// The days on which an institution employed teachers in scope (D14), by the last record of each employment that was known.
/// </summary>
internal static class ScopeDays
{
    /// <summary>
    /// Of the unit <c>@unit</c>, or of all. The parameters are <c>@institution</c>, <c>@unit</c>, <c>@Categories</c>, <c>@knownAt</c> and
    /// <c>@knownOn</c>.
    /// </summary>
    public const string Known =
        """
        SELECT employment.teacher_id, known.employed_from, known.last_day
        FROM faculty.employment AS employment
        INNER JOIN faculty.employment_record AS known ON known.employment_id = employment.id
            AND known.seq = (
                SELECT MAX(record.seq)
                FROM faculty.employment_record AS record
                WHERE record.employment_id = employment.id
                    AND (@knownAt IS NULL OR record.recorded_at <= @knownAt)
                    AND (@knownOn IS NULL OR record.recorded_on <= @knownOn))
        WHERE employment.institution = @institution
            AND known.category IN @Categories
            AND (@unit IS NULL OR known.unit = @unit)
        """;

    /// <summary>Those on the day <c>@day</c>, each with the certificate in force on it.</summary>
    public const string OnDay =
        $"""
        FROM ({Known}) AS employed
        LEFT JOIN ({CertifiedDays.Known}) AS held ON held.teacher_id = employed.teacher_id
            AND held.from_day <= @day
            AND held.until_day >= @day
        WHERE employed.employed_from <= @day
            AND (employed.last_day IS NULL OR employed.last_day >= @day)
        """;
}

using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The suspensions of the mentoring teacher's certificates, for a placement's timeline (D20).</summary>
internal sealed record TeacherSuspension
{
    public Guid CertificateId { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly? UntilDay { get; init; }

    public static async Task<IEnumerable<TimelineRow>> ReadAsync(IReader reader, Placement placement, CancellationToken ct) =>
        (await reader.QueryAsync<TeacherSuspension>(
            """
            SELECT s.certificate_id, s.from_day, s.until_day
            FROM partnership.certificate c
            INNER JOIN partnership.certificate_suspension s ON s.certificate_id = c.id
            WHERE c.teacher_id = @TeacherId
                AND (c.institution = @Institution OR EXISTS (
                    SELECT 1
                    FROM partnership.teacher_employment w
                    WHERE w.teacher_id = c.teacher_id AND w.institution = @Institution))
            """,
            new { placement.TeacherId, placement.Institution }, ct)).SelectMany(suspension => suspension.Show(placement.Institution));

    private IEnumerable<TimelineRow> Show(string institution)
    {
        var row = new TimelineRow
        {
            HappenedOn = FromDay,
            Service = TimelineRow.Faculty,
            Organisation = institution,
            What = "teacher's certificate suspended",
            Reference = CertificateId,
            Rank = 26,
        };
        yield return row;
        if (UntilDay is { } until) yield return row with { HappenedOn = until.AddDays(1), What = "teacher's certificate reinstated" };
    }
}

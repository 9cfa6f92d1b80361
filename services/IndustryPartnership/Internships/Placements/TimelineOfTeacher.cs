using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The certificates and the departure of the teacher whom the institution named for the placement (D20, D45).</summary>
internal static class TimelineOfTeacher
{
    public static async Task<IEnumerable<TimelineRow>> ReadAsync(IReader reader, Placement placement, CancellationToken ct)
    {
        var key = new { placement.TeacherId, placement.Institution };
        var certificates = await reader.QueryAsync<CertificateOfTeacher>(
            """
            SELECT c.id, c.state, c.valid_from, c.valid_until, c.revoked_on, c.superseded_on
            FROM partnership.certificate c
            WHERE c.teacher_id = @TeacherId
                AND (c.institution = @Institution OR EXISTS (
                    SELECT 1
                    FROM partnership.teacher_employment w
                    WHERE w.teacher_id = c.teacher_id AND w.institution = @Institution))
            """,
            key, ct);
        var departure = await DepartureAsync(reader, key, ct);
        return [.. certificates.SelectMany(certificate => certificate.Show(placement.Institution)), .. departure];
    }

    // From the day after their last day, the named teacher mentors nobody for the institution (D45).
    private static async Task<IEnumerable<TimelineRow>> DepartureAsync(IReader reader, object key, CancellationToken ct) =>
        (await reader.QueryAsync<TimelineRow>(
            """
            SELECT w.last_day AS happened_on, NULL AS recorded_at, w.institution AS organisation,
                'teacher departed' AS what, w.id AS reference, k.version, 27 AS rank
            FROM partnership.teacher_employment w
            INNER JOIN partnership.known_teacher k ON k.id = w.teacher_id
            WHERE (w.teacher_id = @TeacherId OR w.id = @TeacherId)
                AND w.institution = @Institution
                AND w.last_day IS NOT NULL
            """,
            key, ct)).Select(row => row with { HappenedOn = row.HappenedOn.AddDays(1), Service = TimelineRow.Faculty });

    private sealed record CertificateOfTeacher
    {
        public Guid Id { get; init; }
        public string State { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidUntil { get; init; }
        public DateOnly? RevokedOn { get; init; }
        public DateOnly? SupersededOn { get; init; }

        public IEnumerable<TimelineRow> Show(string institution)
        {
            var row = new TimelineRow
            {
                HappenedOn = ValidFrom,
                Service = TimelineRow.Faculty,
                Organisation = institution,
                What = "teacher's certificate begins",
                Reference = Id,
                Rank = 25,
            };
            yield return row;
            if (RevokedOn is { } revokedOn) yield return row with
            {
                HappenedOn = revokedOn,
                What = "teacher's certificate revoked",
                Rank = 26,
            };
            else if (SupersededOn is null && State != "renewed" && ValidUntil < DateOnly.MaxValue)
            {
                yield return row with { HappenedOn = ValidUntil.AddDays(1), What = "teacher's certificate expired", Rank = 26 };
            }
        }
    }
}

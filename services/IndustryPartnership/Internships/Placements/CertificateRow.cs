using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>What this service knows about teachers' dual-qualified certificates (D20).</summary>
internal sealed record CertificateRow
{
    /// <summary>Of certificates <c>c</c>, with the last day of a teacher who departs or has departed.</summary>
    public const string Columns =
        """
        c.teacher_id, c.institution, c.state, c.valid_from, c.valid_until, c.revoked_on,
        (SELECT d.last_day FROM partnership.departed_teacher d WHERE d.id = c.teacher_id AND d.institution = c.institution) AS last_day
        """;

    public Guid TeacherId { get; init; }
    public string Institution { get; init; } = "";
    public string State { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public DateOnly? RevokedOn { get; init; }
    public DateOnly? LastDay { get; init; }

    /// <summary>The certificates of an institution's teacher from that institution.</summary>
    public static async Task<IReadOnlyList<CertificateInForce>> OfAsync(
        IReader reader, Guid teacher, string institution) => [.. (await reader.QueryAsync<CertificateRow>(
        "SELECT " + Columns + " FROM partnership.certificate c WHERE c.teacher_id = @teacher AND c.institution = @institution",
        new { teacher, institution })).Select(row => row.Show())];

    /// <summary>The placements, with today's flag on their teachers. Placements that are over have no flag (flow 5).</summary>
    public static async Task<IReadOnlyList<Placement>> FlagAsync(
        IReader reader, IReadOnlyList<Placement> placements, DateOnly today, CancellationToken ct)
    {
        var teachers = placements.Where(placement => placement.IsOpen && placement.TeacherId is not null)
            .Select(placement => placement.TeacherId!.Value)
            .Distinct()
            .ToList();
        if (teachers.Count == 0) return placements;
        var certificates = (await reader.QueryAsync<CertificateRow>(
            "SELECT " + Columns + " FROM partnership.certificate c WHERE c.teacher_id IN @teachers", new { teachers },
            ct)).ToLookup(row => (row.TeacherId, row.Institution), row => row.Show());
        return [.. placements.Select(placement => placement is { IsOpen: true, TeacherId: { } teacher }
            ? placement with { TeacherFlag = CertificateInForce.Flag([.. certificates[(teacher, placement.Institution)]], today) }
            : placement)];
    }

    public CertificateInForce Show() => new(State, ValidFrom, ValidUntil, RevokedOn, LastDay);
}

using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>What this service knows about teachers' dual-qualified certificates (D20).</summary>
internal sealed record CertificateRow
{
    private const string Select =
        """
        SELECT c.id, c.teacher_id, c.institution, c.state, c.valid_from, c.valid_until, c.revoked_on, c.superseded_on
        FROM partnership.certificate c
        """;

    public Guid Id { get; init; }
    public Guid TeacherId { get; init; }
    public string Institution { get; init; } = "";
    public string State { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public DateOnly? RevokedOn { get; init; }
    public DateOnly? SupersededOn { get; init; }
    public IReadOnlyList<Period> Suspensions { get; init; } = [];

    /// <summary>The certificates that count for a teacher at an institution.</summary>
    public static async Task<IReadOnlyList<CertificateInForce>> OfAsync(IReader reader, Guid teacher, string institution) =>
        (await ReadAsync(reader, [teacher], default)).At(teacher, institution);

    /// <summary>The placements, with today's flag on their teachers. Placements that are over have no flag (flow 5).</summary>
    public static async Task<IReadOnlyList<Placement>> FlagAsync(
        IReader reader, IReadOnlyList<Placement> placements, DateOnly today, CancellationToken ct)
    {
        var teachers = placements.Where(placement => placement.IsOpen && placement.TeacherId is not null)
            .Select(placement => placement.TeacherId!.Value)
            .Distinct()
            .ToList();
        if (teachers.Count == 0) return placements;
        var known = await ReadAsync(reader, teachers, ct);
        return [.. placements.Select(placement => placement is { IsOpen: true, TeacherId: { } teacher }
            ? placement with { TeacherFlag = CertificateInForce.Flag(known.At(teacher, placement.Institution), today) }
            : placement)];
    }

    /// <summary>The certificates and employments of these teachers.</summary>
    public static async Task<KnownTeachers> ReadAsync(IReader reader, IReadOnlyList<Guid> teachers, CancellationToken ct)
    {
        var employments = await reader.QueryAsync<EmploymentRow>(
            """
            SELECT w.teacher_id, w.id, w.institution, w.employed_from, w.last_day
            FROM partnership.teacher_employment w
            WHERE w.teacher_id IN @teachers OR w.id IN @teachers
            """,
            new { teachers }, ct);
        var all = teachers.Concat(employments.Select(employment => employment.TeacherId)).Distinct().ToList();
        var certificates = await reader.QueryAsync<CertificateRow>(Select + " WHERE c.teacher_id IN @all", new { all }, ct);
        var suspensions = (await reader.QueryAsync<SuspensionRow>(
            """
            SELECT s.certificate_id, s.from_day, s.until_day
            FROM partnership.certificate_suspension s
            WHERE s.certificate_id IN @certificates
            """,
            new { certificates = certificates.Select(certificate => certificate.Id) }, ct))
            .ToLookup(row => row.CertificateId, row => row.Days);
        return new(
            [.. certificates.Select(certificate => certificate with { Suspensions = [.. suspensions[certificate.Id]] })], employments);
    }

    /// <param name="from">The first day at the institution, for a certificate of another one.</param>
    /// <param name="lastDay">The last day at the institution, if the teacher departs or has departed.</param>
    public CertificateInForce Show(DateOnly? from, DateOnly? lastDay) =>
        new(State, from > ValidFrom ? from.Value : ValidFrom, ValidUntil, RevokedOn, lastDay)
        {
            SupersededOn = SupersededOn,
            Suspensions = Suspensions,
        };
}

internal sealed record SuspensionRow
{
    public Guid CertificateId { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly? UntilDay { get; init; }

    public Period Days => new(FromDay, UntilDay ?? DateOnly.MaxValue);
}

internal sealed record EmploymentRow
{
    public Guid TeacherId { get; init; }

    /// <summary>It was the teacher's own identity before a teacher could have several employments.</summary>
    public Guid Id { get; init; }

    public string Institution { get; init; } = "";
    public DateOnly EmployedFrom { get; init; }
    public DateOnly? LastDay { get; init; }
}

/// <param name="Certificates">Their certificates.</param>
/// <param name="Employments">Their employments.</param>
internal sealed record KnownTeachers(IReadOnlyList<CertificateRow> Certificates, IReadOnlyList<EmploymentRow> Employments)
{
    /// <summary>
    /// The certificates that count for a teacher at an institution: those that it granted, and those with which the teacher came (D19).
    /// None counts after the last day there (D45).
    /// </summary>
    public IReadOnlyList<CertificateInForce> At(Guid teacher, string institution)
    {
        var own = Employments.Where(employment => employment.TeacherId == teacher || employment.Id == teacher).ToList();
        var ids = own.Select(employment => employment.TeacherId).Append(teacher).ToHashSet();
        var here = own.Where(employment => employment.Institution == institution).ToList();
        var lastDay = here.Count > 0 && here.All(employment => employment.LastDay is not null)
            ? here.Max(employment => employment.LastDay)
            : null;
        return
        [
            .. Certificates.Where(certificate => ids.Contains(certificate.TeacherId))
                .Where(certificate => certificate.Institution == institution || here.Count > 0)
                .Select(certificate => certificate.Show(
                    certificate.Institution == institution ? null : here.Min(employment => employment.EmployedFrom), lastDay)),
        ];
    }
}

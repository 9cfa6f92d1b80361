using Enrollment.Rules;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Programmes;

/// <summary>What is known of teachers at the institutions where they may lead modules (D20, D45).</summary>
internal static class LeadingTeachers
{
    /// <summary>
    /// The standing of these teachers at each institution that employs them. As long as no employment of a teacher is known, their
    /// certificates count where they were granted.
    /// </summary>
    public static async Task<IReadOnlyDictionary<(Guid Teacher, string Institution), TeacherStanding>> ReadAsync(
        IReader reader, IEnumerable<Guid> teachers, CancellationToken ct = default)
    {
        var ids = teachers.Distinct().ToList();
        var certificates = (await CertificatesAsync(reader, ids, ct)).ToLookup(certificate => certificate.TeacherId);
        var employments = (await reader.QueryAsync<EmploymentRow>(
            """
            SELECT w.teacher_id, w.institution, w.employed_from, w.last_day
            FROM enrollment.teacher_employment w
            WHERE w.teacher_id IN @ids
            """,
            new { ids }, ct)).ToLookup(employment => employment.TeacherId);
        return (
            from teacher in certificates
            let known = employments[teacher.Key].ToList()
            from institution in known.Count > 0
                ? known.Select(employment => employment.Institution).Distinct()
                : teacher.Select(certificate => certificate.Institution).Distinct()
            let counted = teacher.Where(certificate => known.Count > 0 || certificate.Institution == institution)
            select KeyValuePair.Create(
                (teacher.Key, institution),
                new TeacherStanding(
                    [.. counted.SelectMany(certificate => certificate.InForce)],
                    known.Count == 0
                        ? TeacherStanding.Always
                        : Period.Merge(
                            known.Where(employment => employment.Institution == institution).Select(employment => employment.Days)))
                {
                    Suspensions = [.. counted.SelectMany(certificate => certificate.Suspensions.Select(certificate.Held.And))],
                })).ToDictionary();
    }

    private static async Task<IReadOnlyList<CertificateRow>> CertificatesAsync(
        IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var rows = await reader.QueryAsync<CertificateRow>(
            """
            SELECT c.id, c.teacher_id, c.institution, c.valid_from, c.valid_until, c.revoked_on, c.superseded_on
            FROM enrollment.teacher_certificate c
            WHERE c.teacher_id IN @ids
            """,
            new { ids }, ct);
        var suspensions = (await reader.QueryAsync<SuspensionRow>(
            """
            SELECT s.certificate_id, s.from_day, s.until_day
            FROM enrollment.teacher_certificate_suspension s
            WHERE s.certificate_id IN @certificates
            """,
            new { certificates = rows.Select(row => row.Id) }, ct)).ToLookup(row => row.CertificateId, row => row.Days);
        return [.. rows.Select(row => row with { Suspensions = [.. suspensions[row.Id]] })];
    }

    private sealed record EmploymentRow
    {
        public Guid TeacherId { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly EmployedFrom { get; init; }
        public DateOnly? LastDay { get; init; }

        public Period Days => new(EmployedFrom, LastDay ?? DateOnly.MaxValue);
    }

    private sealed record SuspensionRow
    {
        public Guid CertificateId { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly? UntilDay { get; init; }

        public Period Days => new(FromDay, UntilDay ?? DateOnly.MaxValue);
    }

    private sealed record CertificateRow
    {
        public Guid Id { get; init; }
        public Guid TeacherId { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidUntil { get; init; }
        public DateOnly? RevokedOn { get; init; }
        public DateOnly? SupersededOn { get; init; }
        public IReadOnlyList<Period> Suspensions { get; init; } = [];

        public Period Held => new Period(ValidFrom, ValidUntil).Before(SupersededOn).Before(RevokedOn);

        public IReadOnlyList<Period> InForce => Held.Without(Suspensions);
    }
}

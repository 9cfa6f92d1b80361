using FacultyCertification.Features.Teachers;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.Certificates;

/// <summary>The filters of the list of certificates. Staff number and unit are those at the caller's institution.</summary>
internal sealed record CertificateFilter
{
    /// <summary>The conditions, with today's state as <see cref="Certificate.StateOn"/> says.</summary>
    public const string Sql =
        $"""
        (@Level IS NULL OR c.level = @Level)
            AND (@TeacherId IS NULL OR c.teacher_id = @TeacherId)
            AND (@State IS NULL OR @State = CASE
                WHEN c.revoked_on IS NOT NULL THEN 'revoked'
                WHEN c.superseded_on IS NOT NULL THEN 'superseded'
                WHEN c.valid_until < @Today AND s.id IS NULL THEN 'expired'
                WHEN c.valid_until < @Today THEN 'renewed'
                WHEN EXISTS (
                    SELECT 1
                    FROM faculty.suspension x
                    WHERE x.chain_id = c.chain_id AND x.reinstated_on IS NULL AND x.is_withdrawn = 0) THEN 'suspended'
                WHEN s.id IS NOT NULL THEN 'renewed'
                WHEN c.renewal_from <= @Today THEN 'expiring'
                ELSE 'certified' END)
            AND (@OfPerson IS NULL OR c.teacher_id IN (
                SELECT t.id
                FROM faculty.teacher t
                WHERE t.person_id IN {PersonalValues.OfPerson}))
            AND (COALESCE(@StaffNumber, @Unit) IS NULL OR EXISTS (
                SELECT 1
                FROM faculty.employment o
                WHERE o.teacher_id = c.teacher_id
                    AND o.institution = @Office
                    AND (@StaffNumber IS NULL OR o.staff_number_id IN {TeacherValues.OfNumber})
                    AND (@Unit IS NULL OR o.unit = @Unit)))
        """;

    [OneOf(
        Certificate.Certified, Certificate.Expiring, Certificate.Suspended, Certificate.Renewed, Certificate.Superseded,
        Certificate.Revoked, Certificate.Expired)]
    public string? State { get; init; }

    [OneOf(Rules.Level.Junior, Rules.Level.Intermediate, Rules.Level.Senior)]
    public string? Level { get; init; }

    public Guid? TeacherId { get; init; }

    [Code]
    public string? StaffNumber { get; init; }

    [Code(100)]
    public string? Person { get; init; }

    [Code]
    public string? Unit { get; init; }
}

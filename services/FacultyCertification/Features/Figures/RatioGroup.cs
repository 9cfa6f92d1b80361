using Contracts.IndustryPartnership;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Figures;

/// <summary>Whose ratio is asked for, on which day, and as known when (D41).</summary>
/// <param name="Institution">The code of the institution.</param>
/// <param name="Unit">The code of one of its units; null for the whole institution.</param>
/// <param name="Day">The day of the figure.</param>
/// <param name="KnownAt">The moment whose knowledge counts, if one was asked for.</param>
/// <param name="KnownOn">The day whose knowledge counts, if one was asked for.</param>
internal sealed record RatioGroup(string Institution, string? Unit, DateOnly Day, DateTimeOffset? KnownAt, DateOnly? KnownOn)
{
    /// <summary>Why the ratio cannot be told; null if it can.</summary>
    public async Task<Refusal?> WhyNotAsync(IReader reader, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        if (Day > today) return Problems.AsOfInFuture(Day, today);
        if (KnownAt is not null && KnownOn is not null) return Problems.KnownTwice(KnownAt.Value, KnownOn.Value);
        if (KnownOn > today) return Problems.KnownOnInFuture(KnownOn.Value, today);
        if (KnownAt > now) return Problems.KnownAtInFuture(KnownAt.Value, now);
        var kind = await reader.FindAsync<string>(
            "SELECT kind FROM faculty.institution WHERE code = @Institution", new { Institution }, ct);
        if (kind is null) return CommonProblems.NotFound();
        return OrganisationKind.IsInstitution(kind)
            ? await UnitOfInstitution.WhyNeverKnownAsync(reader, Institution, Unit, ct)
            : Problems.NotAnInstitution(Institution, kind);
    }

    /// <summary>How many teachers are in scope, and how many of them are certified.</summary>
    public Task<RatioCount> CountAsync(IReader reader, CancellationToken ct = default) => reader.SingleAsync<RatioCount>(
        $"""
        SELECT COUNT(DISTINCT employed.teacher_id) AS denominator, COUNT(DISTINCT held.teacher_id) AS numerator
        {ScopeDays.OnDay}
        """,
        new { institution = Institution, unit = Unit, day = Day, knownAt = KnownAt, knownOn = KnownOn, Scope.Categories }, ct);

    /// <summary>The teachers in scope, each once, with the certificate of those who are certified.</summary>
    public async Task<IReadOnlyList<FigureTeacher>> TeachersAsync(IReader reader)
    {
        var rows = await reader.QueryAsync<BehindRow>(
            $"""
            SELECT employed.teacher_id, held.certificate_id
            {ScopeDays.OnDay}
            """,
            new { institution = Institution, unit = Unit, day = Day, knownAt = KnownAt, knownOn = KnownOn, Scope.Categories });
        return [.. rows.GroupBy(row => row.TeacherId)
            .Select(of => new FigureTeacher(of.Key, of.Select(row => row.CertificateId).Max()))
            .OrderBy(teacher => teacher.TeacherId)];
    }

    private sealed record BehindRow
    {
        public Guid TeacherId { get; init; }
        public Guid? CertificateId { get; init; }
    }
}

/// <summary>The two numbers of a ratio.</summary>
internal sealed record RatioCount
{
    public int Denominator { get; init; }
    public int Numerator { get; init; }
}

/// <summary>A teacher behind a figure.</summary>
/// <param name="TeacherId">The teacher, who is in the denominator.</param>
/// <param name="CertificateId">The certificate by which the teacher is in the numerator; null if the teacher is not in it.</param>
public sealed record FigureTeacher(Guid TeacherId, Guid? CertificateId);

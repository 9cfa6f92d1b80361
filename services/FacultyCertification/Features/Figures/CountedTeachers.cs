using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Figures;

/// <summary>
/// The teachers whom an institution's ratio counts on some days to come, with their days in scope and their certified days.
/// </summary>
internal static class CountedTeachers
{
    public static async Task<IReadOnlyList<CountedTeacher>> ReadAsync(
        Db db, string institution, string? unit, Period days, CancellationToken ct)
    {
        var employed = await db.QueryAsync<EmployedRow>(
            $"""
            SELECT s.teacher_id, s.employed_from, s.last_day
            FROM ({ScopeDays.Known}) AS s
            WHERE s.employed_from <= @Until
                AND (s.last_day IS NULL OR s.last_day >= @From)
            """,
            new
            {
                institution,
                unit,
                days.From,
                days.Until,
                knownAt = default(DateTimeOffset?),
                knownOn = default(DateOnly?),
                Scope.Categories,
            }, ct);
        var held = await db.QueryAsync<HeldRow>(
            $"""
            SELECT h.teacher_id, h.from_day, h.until_day
            FROM ({CertifiedDays.Known}) AS h
            WHERE h.until_day >= @From
            """,
            new { institution, days.From, knownAt = default(DateTimeOffset?), knownOn = default(DateOnly?) }, ct);
        var certified = held.ToLookup(row => row.TeacherId, row => new Period(row.FromDay, row.UntilDay));
        return [.. employed.GroupBy(row => row.TeacherId).Select(of => new CountedTeacher(
            of.Key,
            Period.Merge(of.Select(row => new Period(row.EmployedFrom, row.LastDay ?? DateOnly.MaxValue).And(days))),
            Period.Merge(certified[of.Key])))];
    }

    private sealed record EmployedRow
    {
        public Guid TeacherId { get; init; }
        public DateOnly EmployedFrom { get; init; }
        public DateOnly? LastDay { get; init; }
    }

    private sealed record HeldRow
    {
        public Guid TeacherId { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
    }
}

using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace FacultyCertification.Features.Teachers;

/// <summary>A teacher, without a name: for the teacher office and the panel of their institution, and for themselves.</summary>
/// <param name="Id">Its identity here.</param>
/// <param name="Institution">The code of the institution that employs them.</param>
/// <param name="StaffNumber">The institution's own number, unique there.</param>
/// <param name="Category"><c>specialist</c>, <c>internship-instructor</c> or <c>general</c>; the last is outside of the ratio (D14).</param>
/// <param name="Person">The opaque identifier in the teacher's own tokens, where there is one.</param>
/// <param name="EmployedFrom">The first day of employment.</param>
/// <param name="LastDay">The last day of employment, where a departure is recorded.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Teacher(Guid Id, string Institution, string StaffNumber, string Category, string? Person, DateOnly EmployedFrom, DateOnly? LastDay, int Version) : IVersioned;

internal sealed record TeacherRow
{
    public const string Columns = "seq, id, institution, staff_number, category, person, employed_from, last_day, version";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Institution { get; init; } = "";
    public string StaffNumber { get; init; } = "";
    public string Category { get; init; } = "";
    public string? Person { get; init; }
    public DateOnly EmployedFrom { get; init; }
    public DateOnly? LastDay { get; init; }
    public int Version { get; init; }

    public Employment Employment => new(EmployedFrom, LastDay);

    /// <summary>The institution whose teachers the caller may see: their own, for its teacher office and its panel; empty for anybody else.</summary>
    public static string OfficeOf(Caller caller) => caller.Is(Roles.TeacherOffice) || caller.Is(Roles.Panel) ? caller.Org : "";

    /// <summary>Whether the caller applies for a teacher of an institution: the teacher in person, or the teacher office on their behalf.</summary>
    public static bool AppliesFor(Caller caller, string institution, string? person) => caller.Org == institution && (caller.Is(Roles.TeacherOffice) || caller.Person == person);

    /// <summary>A teacher whom the caller may see: one of their office's or panel's, or themselves.</summary>
    public static Task<TeacherRow?> FindVisibleAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) => reader.FindAsync<TeacherRow>(
        "SELECT " + Columns + " FROM faculty.teacher WHERE id = @id AND (institution = @office OR (person = @Person AND institution = @Org))",
        new { id, office = OfficeOf(caller), caller.Person, caller.Org }, ct);

    public static Task<TeacherRow?> FindAsync(IReader reader, Guid id, string institution, CancellationToken ct = default) =>
        reader.FindAsync<TeacherRow>("SELECT " + Columns + " FROM faculty.teacher WHERE id = @id AND institution = @institution", new { id, institution }, ct);

    /// <summary>The departures, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<TeacherRow>(
            "SELECT " + Columns + " FROM faculty.teacher WHERE seq > @after AND last_day IS NOT NULL ORDER BY seq " + Db.Page, new { after, limit });
        return [.. rows.Select(row => new PresentState(row.Seq, row.Departed(now)))];
    }

    public TeacherDepartedV1 Departed(DateTimeOffset now) =>
        new() { OccurredAt = now, Teacher = new() { Id = Id, Institution = Institution, LastDay = LastDay, Version = Version } };

    public Teacher Show() => new(Id, Institution, StaffNumber, Category, Person, EmployedFrom, LastDay, Version);
}

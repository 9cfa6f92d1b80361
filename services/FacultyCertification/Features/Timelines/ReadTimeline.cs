using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Timelines;

/// <summary>
/// The record of a teacher in one read: employment, qualifications, applications, certificates, ethics findings and practice, by their
/// days. An institution sees what happened there, and what follows the teacher; the teacher sees the same.
/// </summary>
public static class ReadTimeline
{
    /// <param name="Teacher">The teacher as the institution employs them now.</param>
    /// <param name="KnownOn">The day whose knowledge the entries have, if one was asked for.</param>
    /// <param name="Entries">What happened, by its days.</param>
    public sealed record Timeline(Teacher Teacher, DateOnly? KnownOn, IReadOnlyList<TimelineEntry> Entries);

    // Qualifications follow the teacher, and so do certificates. All else is the institution's.
    private const string Entries =
        $"""
        SELECT 'employment' AS kind, r.employment_id AS thing_id, r.action AS what, r.category AS detail,
            CASE r.action
                WHEN 'registered' THEN r.employed_from
                WHEN 'departed' THEN r.last_day
                ELSE r.recorded_on END AS happened_on,
            r.recorded_at, r.recorded_on, r.seq AS position
        FROM faculty.employment e
        INNER JOIN faculty.employment_record r ON r.employment_id = e.id
        WHERE e.teacher_id = @Id
            AND e.institution = @Institution
            AND (@knownOn IS NULL OR r.recorded_on <= @knownOn)
        UNION ALL
        SELECT 'certificate', c.id, f.fact, c.level, f.effective_on, f.recorded_at, f.recorded_on, f.seq
        FROM faculty.certificate c
        INNER JOIN faculty.certificate_fact f ON f.certificate_id = c.id
        WHERE c.teacher_id = @Id
            AND (@knownOn IS NULL OR f.recorded_on <= @knownOn)
            AND {CertificateRow.Visible}
        UNION ALL
        SELECT s.kind, s.thing_id, s.what, s.detail, s.happened_on, s.recorded_at, s.recorded_on, s.seq
        FROM faculty.teacher_step s
        WHERE s.teacher_id = @Id
            AND (s.institution = @Institution OR s.kind = 'qualification')
            AND (@knownOn IS NULL OR s.recorded_on <= @knownOn)
        ORDER BY happened_on, recorded_at, kind, position
        """;

    public static void Map(RouteGroupBuilder api) => api.MapGet("/teachers/{id:guid}/timeline", HandleAsync)
        .WithName(nameof(ReadTimeline)).WithSummary("Read a teacher's record in order, as known on a day");

    private static async Task<Results<Ok<Timeline>, Refusal>> HandleAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? knownOn = null)
    {
        if (knownOn > act.Today) return Problems.KnownOnInFuture(knownOn.Value, act.Today);
        var viewer = act.Viewer();
        if (await TeacherRow.FindAsync(db, id, viewer, ct) is not { } teacher) return CommonProblems.NotFound();
        var entries = await db.QueryAsync<TimelineEntry>(
            Entries, new { teacher.Id, teacher.Institution, knownOn, viewer.Office, viewer.Person, viewer.Org }, ct);
        return TypedResults.Ok(new Timeline(teacher, knownOn, entries));
    }
}

using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Timelines;

/// <summary>Something that happens to a teacher. Employments and certificates keep records of their own, for the figures.</summary>
/// <param name="TeacherId">The teacher.</param>
/// <param name="Institution">The institution where it happens.</param>
/// <param name="Kind">One of the constants.</param>
/// <param name="ThingId">The application, qualification, finding or booking.</param>
/// <param name="Detail">The level of an application.</param>
internal sealed record TeacherStep(Guid TeacherId, string Institution, string Kind, Guid ThingId, string? Detail = null)
{
    public const string Application = "application";
    public const string Qualification = "qualification";
    public const string Ethics = "ethics-finding";
    public const string Practice = "practice";

    /// <summary>Records what happened on a day, for the timeline as known on each day (D43).</summary>
    public Task AddAsync(UnitOfWork work, string what, DateOnly happenedOn, Act act) => work.ExecuteAsync(
        """
        INSERT INTO faculty.teacher_step (
            teacher_id, institution, kind, thing_id, what, detail, happened_on, recorded_at, recorded_on)
        VALUES (@TeacherId, @Institution, @Kind, @ThingId, @what, @Detail, @happenedOn, @Now, @Today)
        """,
        new { TeacherId, Institution, Kind, ThingId, what, Detail, happenedOn, act.Now, act.Today });
}

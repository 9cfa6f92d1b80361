using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Decisions;

/// <summary>
/// What waits for a panel of the institution: objections by the ends of their notices, then applications by their days. A member does not
/// see their own application, or one of somebody of their own unit (D16).
/// </summary>
public static class ListPanelWork
{
    private const string NoConflict =
        $"""
        (t.person_id IS NULL OR t.person_id NOT IN {PersonalValues.OfViewer})
            AND (o.unit IS NULL OR o.unit NOT IN (
                SELECT e.unit
                FROM faculty.teacher m
                INNER JOIN faculty.employment e ON e.teacher_id = m.id
                WHERE m.person_id IN {PersonalValues.OfViewer}
                    AND e.institution = @Office
                    AND e.unit IS NOT NULL
                    AND e.employed_from <= @Today
                    AND (e.last_day IS NULL OR e.last_day >= @Today)))
        """;

    private const string Applications =
        $"""
        SELECT a.id AS application_id, a.teacher_id, a.level, a.state, a.submitted_on
        FROM faculty.application a
        INNER JOIN faculty.teacher t ON t.id = a.teacher_id
        INNER JOIN faculty.employment o ON o.id = a.employment_id
        WHERE a.institution = @Office
            AND a.state IN ('submitted', 'under-review')
            AND NOT EXISTS (SELECT 1 FROM faculty.decision d WHERE d.application_id = a.id)
            AND {NoConflict}
        ORDER BY a.submitted_on, a.seq
        """;

    private const string Objections =
        $"""
        SELECT b.id AS objection_id, a.id AS application_id, a.teacher_id, a.level, a.state, a.submitted_on, n.last_day AS notice_until
        FROM faculty.objection b
        INNER JOIN faculty.public_notice n ON n.id = b.notice_id
        INNER JOIN faculty.application a ON a.id = b.application_id
        INNER JOIN faculty.teacher t ON t.id = a.teacher_id
        INNER JOIN faculty.employment o ON o.id = a.employment_id
        WHERE b.state = 'raised'
            AND n.institution = @Office
            AND a.state = 'public-notice'
            AND {NoConflict}
        ORDER BY n.last_day, b.seq
        """;

    public static void Map(RouteGroupBuilder api) => api.MapGet("/panel-work", HandleAsync)
        .WithName(nameof(ListPanelWork)).WithSummary("List what waits for your panel").Allow(Roles.Panel)
        .Unsorted("what is due first comes first.");

    private static async Task<Ok<Page<PanelTask>>> HandleAsync(
        HttpContext http, Paging paging, Db db, Act act, CancellationToken ct,
        [OneOf(PanelTask.Review, PanelTask.Decide, PanelTask.Objection)] string? step = null)
    {
        var viewer = act.Viewer();
        var asked = new { viewer.Office, viewer.Person, act.Today };
        var objections = await db.QueryAsync<PanelTask>(Objections, asked, ct);
        var applications = await db.QueryAsync<PanelTask>(Applications, asked, ct);
        // It is as long as what is under way, and a place in it is no place in a table.
        var tasks = objections.Concat(applications).Where(task => step is null || task.Step == step).ToList();
        return paging.Reply(http, paging.Of(tasks), one => one.Seq, one => one.Item);
    }
}

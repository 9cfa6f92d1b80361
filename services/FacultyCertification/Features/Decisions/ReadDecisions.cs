using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Decisions;

/// <summary>Decisions are seen by the teacher office and the panel of the teacher's institution.</summary>
public static class ReadDecisions
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/teachers/{id:guid}/decisions", ListAsync).WithName("ListDecisions").WithSummary("List the decisions about a teacher").Allow(Roles.TeacherOffice, Roles.Panel);
        api.MapGet("/teachers/{id:guid}/decisions/{decisionId:guid}", GetAsync).WithName("GetDecision").WithSummary("Read a decision").Allow(Roles.TeacherOffice, Roles.Panel);
    }

    private static async Task<Results<Ok<Page<Decision>>, ProblemHttpResult>> ListAsync(Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, caller.Org, ct) is null) return CommonProblems.NotFound();
        var rows = await db.QueryAsync<DecisionRow>(
            "SELECT " + DecisionRow.Columns + " FROM faculty.decision WHERE teacher_id = @id AND seq > @After ORDER BY seq " + Db.Page, new { id, paging.After, limit = paging.Limit }, ct);
        var members = await DecisionRow.MembersAsync(db, rows.Select(row => row.Id), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show(members));
    }

    private static async Task<Results<Ok<Decision>, ProblemHttpResult>> GetAsync(Guid id, Guid decisionId, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, caller.Org, ct) is null) return CommonProblems.NotFound();
        var row = await db.FindAsync<DecisionRow>("SELECT " + DecisionRow.Columns + " FROM faculty.decision WHERE id = @decisionId AND teacher_id = @id", new { id, decisionId }, ct);
        return row is null ? CommonProblems.NotFound() : TypedResults.Ok(row.Show(await DecisionRow.MembersAsync(db, [decisionId], ct)));
    }
}

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
        api.MapGet("/applications/{id:guid}/decisions", ListOfApplicationAsync).WithName("ListApplicationDecisions").WithSummary("List the decisions on an application").Allow(Roles.TeacherOffice, Roles.Panel);
    }

    private static async Task<Results<Ok<Page<Decision>>, Refusal>> ListAsync(Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, caller.Org, ct) is null) return CommonProblems.NotFound();
        var rows = await db.QueryAsync<DecisionRow>(DecisionRow.Select + "WHERE d.teacher_id = @id AND d.seq > @After ORDER BY d.seq " + Db.Page, new { id, paging.After, limit = paging.Limit }, ct);
        return await ReplyAsync(http, paging, db, rows, ct);
    }

    private static async Task<Results<Ok<Page<Decision>>, Refusal>> ListOfApplicationAsync(Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await db.FindAsync<Guid?>("SELECT id FROM faculty.application WHERE id = @id AND institution = @Org", new { id, caller.Org }, ct) is null) return CommonProblems.NotFound();
        var rows = await db.QueryAsync<DecisionRow>(DecisionRow.Select + "WHERE d.application_id = @id AND d.seq > @After ORDER BY d.seq " + Db.Page, new { id, paging.After, limit = paging.Limit }, ct);
        return await ReplyAsync(http, paging, db, rows, ct);
    }

    private static async Task<Results<Ok<Decision>, Refusal>> GetAsync(Guid id, Guid decisionId, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, caller.Org, ct) is null) return CommonProblems.NotFound();
        var row = await db.FindAsync<DecisionRow>(DecisionRow.Select + "WHERE d.id = @decisionId AND d.teacher_id = @id", new { id, decisionId }, ct);
        return row is null ? CommonProblems.NotFound() : TypedResults.Ok(row.Show(await DecisionRow.MembersAsync(db, [decisionId], ct)));
    }

    private static async Task<Ok<Page<Decision>>> ReplyAsync(HttpContext http, Paging paging, Db db, IReadOnlyList<DecisionRow> rows, CancellationToken ct)
    {
        var members = await DecisionRow.MembersAsync(db, rows.Select(row => row.Id), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show(members));
    }
}

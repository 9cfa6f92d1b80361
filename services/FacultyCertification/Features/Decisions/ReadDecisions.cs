using Contracts;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Decisions;

/// <summary>The teacher office and the panel of the teacher's institution read decisions.</summary>
public static class ReadDecisions
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/teachers/{id:guid}/decisions", ListAsync).WithName("ListDecisions")
            .WithSummary("List the decisions about a teacher").Allow(Roles.TeacherOffice, Roles.Panel);
        api.MapGet("/teachers/{id:guid}/decisions/{decisionId:guid}", GetAsync).WithName("GetDecision")
            .WithSummary("Read a decision").Allow(Roles.TeacherOffice, Roles.Panel);
        api.MapGet("/applications/{id:guid}/decisions", ListOfApplicationAsync).WithName("ListApplicationDecisions")
            .WithSummary("List the decisions on an application").Allow(Roles.TeacherOffice, Roles.Panel);
    }

    private static async Task<Results<Ok<Page<Decision>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } teacher) return CommonProblems.NotFound();
        var decisions = await paging.ReadAsync<Decision>(
            db,
            $"""
            {DecisionRow.Select}
            WHERE d.teacher_id = @teacher
                AND {DecisionRow.Visible}
            """,
            new { teacher = teacher.Id, caller.Org }, ct);
        return await ReplyAsync(http, paging, db, decisions, ct);
    }

    private static async Task<Results<Ok<Page<Decision>>, Refusal>> ListOfApplicationAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await ApplicationRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var decisions = await paging.ReadAsync<Decision>(
            db,
            $"""
            {DecisionRow.Select}
            WHERE d.application_id = @id
            """,
            new { id }, ct);
        return await ReplyAsync(http, paging, db, decisions, ct);
    }

    private static async Task<Results<Ok<Decision>, Refusal>> GetAsync(
        Guid id, Guid decisionId, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } teacher) return CommonProblems.NotFound();
        var found = await db.FindAsync<Decision>(
            $"""
            {DecisionRow.Select}
            WHERE d.id = @decisionId
                AND {DecisionRow.Visible}
            """,
            new { teacher = teacher.Id, caller.Org, decisionId }, ct);
        return found is null ? CommonProblems.NotFound() : TypedResults.Ok((await DecisionRow.AddPanelsAsync(db, [found], ct)).Single());
    }

    private static async Task<Ok<Page<Decision>>> ReplyAsync(
        HttpContext http, Paging paging, Db db, IReadOnlyList<Decision> decisions, CancellationToken ct) =>
        paging.Reply(http, await DecisionRow.AddPanelsAsync(db, decisions, ct), decision => decision.Seq, decision => decision);
}

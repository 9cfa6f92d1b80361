using System.ComponentModel.DataAnnotations;
using FacultyCertification.Features.Methods;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>A teacher, or the teacher office on their behalf, drafts an application (D16) and changes it until it is submitted; one is open at a time (D19).</summary>
public static class WriteApplication
{
    /// <param name="MethodId">A published method of the teacher's institution, or of an authority.</param>
    /// <param name="Level">The level that is applied for: one that the method has.</param>
    /// <param name="Evidence">What it rests on, 1 to 30 items.</param>
    public sealed record Request(
        Guid MethodId,
        [property: OneOf(Rules.Level.Junior, Rules.Level.Intermediate, Rules.Level.Senior)] string Level,
        [property: MinLength(1), MaxLength(30), WholeEvidence] IReadOnlyList<EvidenceItem> Evidence);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/teachers/{id:guid}/applications", DraftAsync).WithName("DraftApplication").WithSummary("Draft a teacher's application");
        api.MapPut("/applications/{id:guid}", EditAsync).WithName("EditApplication").WithSummary("Edit the draft of an application");
    }

    private static async Task<Results<Created<Application>, Refusal>> DraftAsync(Guid id, Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await TeacherRow.FindVisibleAsync(work, id, caller) is not { } teacher) return CommonProblems.NotFound();
        if (!TeacherRow.AppliesFor(caller, teacher.Institution, teacher.Person)) return Problems.NotYourApplication();
        if (await EmployingInstitution.WhyClosedAsync(work, teacher.Institution) is { } closed) return closed;
        if (Scope.Judge(teacher.Category) is { Passes: false } scope) return Problems.OutOfScope(scope);
        if (teacher.Employment.Judge(today.Value) is { Passes: false } employed) return Problems.NotEmployed(employed);
        if (await RefuseMethodAsync(work, request, teacher.Institution, today.Value) is { } refusal) return refusal;

        var applicationId = Guid.CreateVersion7();
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO faculty.application (id, teacher_id, institution, method_id, level, state, ended_as, version, created_at)
            VALUES (@applicationId, @id, @Institution, @MethodId, @Level, 'draft', @open, 1, @now)
            """,
            new { applicationId, id, teacher.Institution, request.MethodId, request.Level, open = Guid.Empty, now = clock.GetUtcNow() });
        if (!isNew)
        {
            return Problems.ApplicationOpen(await work.SingleAsync<Guid>(
                "SELECT id FROM faculty.application WHERE teacher_id = @id AND state IN ('draft', 'submitted', 'under-review', 'public-notice')", new { id }));
        }
        await EvidenceRow.WriteAsync(work, applicationId, request.Evidence);
        await work.AuditAsync("application", applicationId, 1, "drafted", caller);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/applications/{applicationId}", await (await ApplicationRow.FindAsync(work, applicationId, caller))!.ShowAsync(work)));
    }

    private static async Task<Results<Ok<Application>, Refusal>> EditAsync(Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Caller caller, Today today)
    {
        if (await ApplicationRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (!found.IsBy(caller)) return Problems.NotYourApplication();
        if (await RefuseMethodAsync(work, request, found.Institution, today.Value) is { } refusal) return refusal;

        var edited = await work.ExecuteAsync(
            "UPDATE faculty.application SET method_id = @MethodId, level = @Level, version = version + 1 WHERE id = @id AND state = 'draft' AND version = @Version",
            new { id, request.MethodId, request.Level, ifMatch.Version });
        var row = (await ApplicationRow.FindAsync(work, id, caller))!;
        if (edited == 0) return row.Version == ifMatch.Version ? Problems.ApplicationNotIn(row.State, State.Draft) : CommonProblems.PreconditionFailed(row.Version);

        await EvidenceRow.WriteAsync(work, id, request.Evidence);
        await work.AuditAsync("application", id, row.Version, "edited", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }

    private static async Task<Refusal?> RefuseMethodAsync(UnitOfWork work, Request request, string institution, DateOnly today)
    {
        // A draft, and a method of another institution, answer as one that there is not.
        var method = await work.FindAsync<MethodRow>(
            "SELECT " + MethodRow.Columns + " FROM faculty.method WHERE id = @MethodId AND state <> 'draft' AND (owner = @institution OR is_for_all = 1)", new { request.MethodId, institution });
        if (method is null) return Problems.MethodNotUsable(request.MethodId, await MethodRow.FindUsableAsync(work, institution, request.Level, today));
        var levels = (await LevelRow.OfAsync(work, [method.Id]))[method.Id].Select(level => level.Level).ToList();
        return levels.Contains(request.Level) ? null : Problems.LevelNotInMethod(request.Level, levels);
    }
}

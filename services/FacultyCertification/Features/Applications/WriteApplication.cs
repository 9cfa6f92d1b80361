using System.ComponentModel.DataAnnotations;
using FacultyCertification.Features.Ethics;
using FacultyCertification.Features.Methods;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>
/// A teacher, or the teacher office on their behalf, drafts an application and changes it until it is submitted (D16). A teacher has one
/// open application at a time (D19).
/// </summary>
public static class WriteApplication
{
    /// <param name="MethodId">A published method of the teacher's institution, or of an authority.</param>
    /// <param name="Level">A level of the method.</param>
    /// <param name="Evidence">The evidence, 1 to 30 items.</param>
    public sealed record Request(
        Guid MethodId,
        [property: OneOf(Rules.Level.Junior, Rules.Level.Intermediate, Rules.Level.Senior)] string Level,
        [property: MinLength(1), MaxLength(30), WholeEvidence, EachDocumentOnce] IReadOnlyList<EvidenceItem> Evidence);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/teachers/{id:guid}/applications", DraftAsync).WithName("DraftApplication")
            .WithSummary("Draft a teacher's application");
        api.MapPut("/applications/{id:guid}", EditAsync).WithName("EditApplication").WithSummary("Edit the draft of an application");
    }

    private static async Task<Results<Created<Application>, Refusal>> DraftAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await TeacherRow.FindAsync(work, id, act.Viewer()) is not { } teacher) return CommonProblems.NotFound();
        if (!teacher.IsRepresentedBy(act.Caller)) return Problems.NotYourApplication();
        if (await EmployingInstitution.WhyClosedAsync(work, teacher.Institution) is { } closed) return closed;
        if (Scope.Judge(teacher.Category) is { Passes: false } scope) return Problems.OutOfScope(scope);
        if (teacher.Employment.Judge(act.Today) is { Passes: false } employed) return Problems.NotEmployed(employed);
        var barred = await EthicsRow.BarredAsync(work, teacher.Id);
        if (EthicsBar.Judge(act.Today, barred) is { Passes: false } ethics) return Problems.EthicsBar(ethics);
        if (await WhyNotMethodAsync(work, request, teacher.Institution, act.Today) is { } refused) return refused;

        var drafted = Application.Drafted(teacher, request);
        if (!await ApplicationRow.TryAddAsync(work, drafted, act))
        {
            return Problems.ApplicationOpen(await ApplicationRow.OpenOfAsync(work, teacher.Id, teacher.Institution));
        }
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/applications/{drafted.Id}", drafted));
    }

    private static async Task<Results<Ok<Application>, Refusal>> EditAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act.Viewer()) is not { } application) return CommonProblems.NotFound();
        if (!application.IsBy(act.Caller)) return Problems.NotYourApplication();
        if (await WhyNotMethodAsync(work, request, application.Institution, act.Today) is { } refused) return refused;
        if (application.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(application.Version);
        if (application.State != ApplicationState.Draft) return Problems.ApplicationNotIn(application.State, ApplicationState.Draft);

        var edited = application.EditedTo(request);
        await EvidenceRow.ReplaceAsync(work, edited, act);
        await ApplicationRow.RecordAsync(work, edited, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }

    // A draft, and a method of another institution, answer as an unknown one.
    private static async Task<Refusal?> WhyNotMethodAsync(UnitOfWork work, Request request, string institution, DateOnly today)
    {
        if (await MethodRow.FindOfAsync(work, request.MethodId, institution) is not { } method)
        {
            return Problems.MethodNotUsable(
                request.MethodId, await MethodRow.FindUsableAsync(work, institution, request.Level, today));
        }
        var levels = method.Levels.Select(level => level.Level).ToList();
        return levels.Contains(request.Level) ? null : Problems.LevelNotInMethod(request.Level, levels);
    }
}

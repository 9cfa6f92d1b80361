using Contracts;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>The owner changes a draft of a method. A published version does not change (D18).</summary>
public static class EditMethod
{
    /// <summary>All terms of the method as they shall be.</summary>
    public sealed record Request : RequestedTerms;

    public static void Map(RouteGroupBuilder api) => api.MapPut("/methods/{id:guid}", HandleAsync)
        .WithName(nameof(EditMethod)).WithSummary("Edit the draft of a method").Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Ok<Method>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await MethodRow.HoldAsync(work, id, act.Viewer()) is not { } method) return CommonProblems.NotFound();
        if (!method.IsKeptBy(act.Caller)) return Problems.NotYourMethod();
        var window = request.PracticeWindowYears ?? DraftMethod.UsualYears;
        if (MethodTerms.Judge(request.Levels, window) is { Passes: false } terms) return Problems.PracticeTermsUnlawful(terms);
        if (method.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(method.Version);
        if (method.State != Method.Draft) return Problems.MethodNotDraft(method.State, method.Number);

        var edited = method.EditedTo(request);
        await LevelRow.ReplaceAsync(work, edited);
        await MethodRow.RecordAsync(work, edited, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }
}

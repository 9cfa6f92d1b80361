using Contracts;
using Enrollment.Features.Articulations;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>
/// A registrar of an owner changes a programme that is not published. It is a draft again, and approvals of the earlier text are void (S8).
/// </summary>
public static class EditProgramme
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/programmes/{id:guid}", HandleAsync)
        .WithName(nameof(EditProgramme)).WithSummary("Change a programme before its publication").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Programme>, Refusal>> HandleAsync(
        Guid id, ProgrammeTerms request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await ProgrammeRow.HoldAsync(work, id, act.Viewer()) is not { } programme) return CommonProblems.NotFound();
        if (!programme.IsOf(act.Caller.Org)) return Problems.NotYourProgramme();
        if (programme.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(programme.Version);
        if (!ProgrammeState.Open.Contains(programme.State)) return Problems.ProgrammeNotIn(programme.State, [.. ProgrammeState.Open]);
        var articulation = await ArticulationRow.HoldAsync(work, programme.ArticulationId);
        var (content, refused) = await ProgrammeContent.OfAsync(work, articulation, request);
        if (content is null) return refused!;

        var edited = programme.EditedTo(content);
        await ProgrammePart.ReplaceModulesAsync(work, edited);
        await ProgrammeRow.RecordAsync(work, edited, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }
}

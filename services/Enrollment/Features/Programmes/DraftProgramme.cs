using Contracts;
using Enrollment.Features.Articulations;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>
/// A registrar of an owner drafts the next edition of an articulation's programme (S8). The articulation may be closed: those enrolled go
/// on, and their programme may need a correction (D43).
/// </summary>
public static class DraftProgramme
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations/{id:guid}/programmes", HandleAsync)
        .WithName(nameof(DraftProgramme)).WithSummary("Draft the next edition of a joint programme").Allow(Roles.Registrar);

    private static async Task<Results<Created<Programme>, Refusal>> HandleAsync(
        Guid id, ProgrammeTerms request, UnitOfWork work, Act act)
    {
        // Held, so editions are counted one after the other.
        if (await ArticulationRow.HoldAsync(work, id, act.Viewer()) is not { } articulation) return CommonProblems.NotFound();
        if (!articulation.Owners().Contains(act.Caller.Org)) return Problems.NotYourArticulation();
        var (content, refused) = await ProgrammeContent.OfAsync(work, articulation, request);
        if (content is null) return refused!;

        var edition = 1 + await work.SingleAsync<int>(
            "SELECT COALESCE(MAX(edition), 0) FROM enrollment.programme WHERE articulation_id = @id", new { id });
        var drafted = Programme.Drafted(articulation, edition, content);
        await ProgrammeRow.AddAsync(work, drafted, act);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/programmes/{drafted.Id}", drafted));
    }
}

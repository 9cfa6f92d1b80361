using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>Everybody who sees a programme reads what it teaches twice, nowhere or in the wrong order (S8).</summary>
public static class ReadCurriculumReport
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/programmes/{id:guid}/report", GetAsync)
        .WithName("GetCurriculumReport").WithSummary("Read the map, the gaps and the repetitions of a programme");

    private static async Task<Results<Ok<CurriculumReport>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct)
    {
        if (await ProgrammeRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } programme) return CommonProblems.NotFound();
        var now = await CatalogueNow.ReadAsync(db, programme, ct);
        return TypedResults.Ok(CurriculumReport.Of(programme.Outcomes, programme.Modules, now));
    }
}

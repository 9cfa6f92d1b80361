using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>Everybody with a token reads published programmes. The owners also read what is not published (S8).</summary>
public static class ReadProgrammes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/programmes", ListAsync).WithName("ListProgrammes").WithSummary("List programmes");
        api.MapGet("/programmes/{id:guid}", GetAsync).WithName("GetProgramme").WithSummary("Read a programme");
        api.MapGet("/articulations/{id:guid}/programme", InForceAsync)
            .WithName("GetProgrammeInForce").WithSummary("Read the programme that is in force on a day");
    }

    private static async Task<Ok<Page<Programme>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] ProgrammeFilter filter, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<ProgrammeRow>(
            db,
            $"""
            {ProgrammeRow.Select}
            WHERE {ProgrammeRow.Visible}
                AND (@Articulation IS NULL OR p.articulation_id = @Articulation)
                AND (@Module IS NULL OR p.id IN (SELECT m.programme_id FROM enrollment.programme_module m WHERE m.module_id = @Module))
                AND (@State IS NULL OR p.state = @State)
                AND (@Measure IS NULL OR p.id IN (SELECT t.programme_id FROM enrollment.programme_measure t WHERE t.measure = @Measure))
            """,
            new
            {
                viewer.Org,
                filter.Articulation,
                filter.Module,
                filter.State,
                filter.Measure,
            }, ct);
        var programmes = (await ProgrammeRow.ShowAsync(db, rows, ct)).ToDictionary(programme => programme.Id);
        return paging.Reply(http, rows, row => row.Seq, row => programmes[row.Id]);
    }

    private static async Task<Results<Ok<Programme>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct) =>
        await ProgrammeRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();

    /// <param name="id">The articulation.</param>
    /// <param name="db">The database.</param>
    /// <param name="today">The business date.</param>
    /// <param name="ct">Ends the request.</param>
    /// <param name="on">The day, such as a learner's enrolment; today if left out.</param>
    private static async Task<Results<Ok<Programme>, Refusal>> InForceAsync(
        Guid id, Db db, Today today, CancellationToken ct, DateOnly? on = null) =>
        await ProgrammeRow.FindInForceAsync(db, id, on ?? today.Value, ct) is { } found
            ? TypedResults.Ok(found) : CommonProblems.NotFound();
}

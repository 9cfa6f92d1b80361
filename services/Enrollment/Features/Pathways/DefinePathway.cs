using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Contracts;
using Enrollment.Features.Diplomas;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Pathways;

/// <summary>
/// A registrar or an authority adds a pathway to the presets. It is data: no code depends on a particular pathway (D1). A closed
/// organisation adds none (D45).
/// </summary>
public static class DefinePathway
{
    /// <param name="Code">Its identity, such as <c>2+3+2</c>: letters, digits, + and -.</param>
    /// <param name="Stages">Its stages in their order, 1 to 6.</param>
    /// <param name="FromDiploma">The diploma after the vocational stages: <c>associate</c> by default, or <c>secondary</c> (D3).</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[0-9A-Za-z][0-9A-Za-z+-]{0,39}$")] string Code,
        [property: MinLength(1), MaxLength(6)] IReadOnlyList<Stage> Stages,
        [property: OneOf(Diploma.Associate, Diploma.Secondary)] string FromDiploma = Diploma.Associate);

    /// <param name="Name">The stage's name.</param>
    /// <param name="Years">How many years it takes, 1 to 8.</param>
    /// <param name="TaughtBy">The side that teaches it: <c>from</c> for vocational stages, <c>to</c> for the undergraduate stage.</param>
    // A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
    [method: JsonConstructor]
    public readonly record struct Stage(
        [property: Name(100)] string Name,
        [property: Range(1, 8)] int Years,
        [property: OneOf(StageRow.From, StageRow.To)] string TaughtBy);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/pathways", HandleAsync)
        .WithName(nameof(DefinePathway)).WithSummary("Define a pathway").Allow(Roles.Registrar, Roles.Authority);

    private static async Task<Results<Created<Pathway>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var closed = await work.FindAsync<string>(
            "SELECT code FROM enrollment.organisation WHERE code = @Org AND state = 'closed'", new { act.Caller.Org });
        if (closed is not null) return Problems.OrganisationClosed(closed);
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.pathway (code, from_diploma, version, created_at)
            VALUES (@Code, @FromDiploma, 1, @Now)
            """,
            new { request.Code, request.FromDiploma, act.Now });
        if (!isNew) return Problems.PathwayCodeTaken(request.Code);

        foreach (var (index, stage) in request.Stages.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.pathway_stage (pathway_code, position, name, years, taught_by)
                VALUES (@Code, @position, @Name, @Years, @TaughtBy)
                """,
                new { request.Code, position = index + 1, stage.Name, stage.Years, stage.TaughtBy });
        }
        await work.AuditAsync("pathway", request.Code, 1, "defined", act);
        var stages = request.Stages.Select(stage => new PathwayStage(stage.Name, stage.Years, stage.TaughtBy)).ToList();
        var pathway = new Pathway(request.Code, stages.Sum(stage => stage.Years), stages, request.FromDiploma, 1);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/pathways/{request.Code}", pathway));
    }
}

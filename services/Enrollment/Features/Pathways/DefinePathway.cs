using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Contracts;
using Enrollment.Features.Diplomas;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Pathways;

/// <summary>A registrar or an authority adds a pathway to the presets; it is data, and no code knows it (D1).</summary>
public static class DefinePathway
{
    /// <param name="Code">Its identity, such as <c>2+3+2</c>: letters, digits, + and -.</param>
    /// <param name="Stages">Its stages in their order, 1 to 6.</param>
    /// <param name="FromDiploma">What the institution of the vocational stages awards after them: <c>associate</c>, which it is where nothing is said, or <c>secondary</c> (D3).</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[0-9A-Za-z][0-9A-Za-z+-]{0,39}$")] string Code,
        [property: MinLength(1), MaxLength(6)] IReadOnlyList<Stage> Stages,
        [property: OneOf(Diploma.Associate, Diploma.Secondary)] string FromDiploma = Diploma.Associate);

    /// <param name="Name">The stage's name.</param>
    /// <param name="Years">How many years it takes, 1 to 8.</param>
    /// <param name="TaughtBy">Which side of an articulation teaches it: <c>from</c> (of the vocational stages) or <c>to</c> (of the undergraduate stage).</param>
    // A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
    [method: JsonConstructor]
    public readonly record struct Stage(
        [property: Name(100)] string Name,
        [property: Range(1, 8)] int Years,
        [property: OneOf(StageRow.From, StageRow.To)] string TaughtBy);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/pathways", HandleAsync)
        .WithName(nameof(DefinePathway)).WithSummary("Define a pathway").Allow(Roles.Registrar, Roles.Authority);

    private static async Task<Results<Created<Pathway>, Refusal>> HandleAsync(Request request, UnitOfWork work, Caller caller, TimeProvider clock)
    {
        var isNew = await work.TryInsertAsync(
            "INSERT INTO enrollment.pathway (code, from_diploma, version, created_at) VALUES (@Code, @FromDiploma, 1, @now)",
            new { request.Code, request.FromDiploma, now = clock.GetUtcNow() });
        if (!isNew) return Problems.PathwayCodeTaken(request.Code);

        foreach (var (index, stage) in request.Stages.Index())
        {
            await work.ExecuteAsync(
                "INSERT INTO enrollment.pathway_stage (pathway_code, position, name, years, taught_by) VALUES (@Code, @position, @Name, @Years, @TaughtBy)",
                new { request.Code, position = index + 1, stage.Name, stage.Years, stage.TaughtBy });
        }
        await work.AuditAsync("pathway", request.Code, 1, "defined", caller);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/pathways/{request.Code}", (await PathwayRow.FindAsync(work, request.Code))!));
    }
}

using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Contracts;
using Enrollment.Features.Diplomas;
using Enrollment.Rules;
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
    /// <param name="FromDiploma">
    /// Where no stage states a diploma: that after the vocational stages, <c>associate</c> by default, or <c>secondary</c> (D3). The
    /// last stage then has <c>bachelor</c>, annotated 专升本 after <c>associate</c>.
    /// </param>
    /// <param name="AllowsChangeOfMajor">
    /// Whether its learners may change their major before the transfer exam (D5a); true by default.
    /// </param>
    /// <param name="BarsSpecialAdmission">Whether those admitted by a special procedure may not (D5a); true by default.</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[0-9A-Za-z][0-9A-Za-z+-]{0,39}$")] string Code,
        [property: MinLength(1), MaxLength(6)] IReadOnlyList<Stage> Stages,
        [property: OneOf(Diploma.Associate, Diploma.Secondary)] string FromDiploma = Diploma.Associate,
        bool? AllowsChangeOfMajor = null,
        bool? BarsSpecialAdmission = null);

    /// <param name="Name">The stage's name.</param>
    /// <param name="Years">How many years it takes, 1 to 8.</param>
    /// <param name="TaughtBy">
    /// The owner that teaches it: <c>from</c> for vocational stages and <c>to</c> for the undergraduate stage. Keys of your own are
    /// possible, such as <c>school</c>, <c>college</c> and <c>university</c>. The last owner's stages are entered by the transfer exam.
    /// </param>
    /// <param name="Diploma">The diploma that its institution awards after it (D3), each kind once.</param>
    /// <param name="Annotated">Whether the law annotates that diploma 专升本.</param>
    // A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
    [method: JsonConstructor]
    public readonly record struct Stage(
        [property: Name(100)] string Name,
        [property: Range(1, 8)] int Years,
        [property: Code(20, Pattern = StageRow.OwnerKey)] string TaughtBy,
        [property: OneOf(Diplomas.Diploma.Associate, Diplomas.Diploma.Secondary, Diplomas.Diploma.Bachelor)] string? Diploma = null,
        bool? Annotated = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/pathways", HandleAsync)
        .WithName(nameof(DefinePathway)).WithSummary("Define a pathway").Allow(Roles.Registrar, Roles.Authority);

    private static async Task<Results<Created<Pathway>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var closed = await work.FindAsync<string>(
            "SELECT code FROM enrollment.organisation WHERE code = @Org AND state = 'closed'", new { act.Caller.Org });
        if (closed is not null) return Problems.OrganisationClosed(closed);
        var stages = StageRow.Defined(request);
        if (PathwayStages.JudgeOwners(stages) is { Passes: false } owners) return Problems.OwnersOfPathway(owners);
        if (PathwayStages.JudgeDiplomas(stages) is { Passes: false } diplomas) return Problems.DiplomasOfPathway(diplomas);
        var pathway = StageRow.ToPathway(
            request.Code, stages, request.AllowsChangeOfMajor ?? true, request.BarsSpecialAdmission ?? true, version: 1);
        if (!await PathwayRow.TryAddAsync(work, pathway, stages, act)) return Problems.PathwayCodeTaken(request.Code);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/pathways/{request.Code}", pathway));
    }
}

using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>The enterprise names the mentor of a placement (D37): anew until it starts, and once it is under way only where it has none yet, or none any more since it moved to another enterprise.</summary>
public static class NameMentor
{
    /// <param name="Person">The claim <c>person</c> of the mentor's tokens, which have the role <c>mentor</c> and the enterprise's code; no name.</param>
    public sealed record Request([property: Code(100)] string Person);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/mentor", HandleAsync)
        .WithName(nameof(NameMentor)).WithSummary("Name the mentor of a placement").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> HandleAsync(Guid id, Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourPlacement(found.Enterprise);
        var named = await work.ExecuteAsync(
            """
            UPDATE partnership.placement SET mentor = @Person, version = version + 1
            WHERE id = @id AND (state IN ('awaiting-consent', 'awaiting-signatures', 'ready') OR (state IN ('active', 'paused') AND mentor IS NULL))
            """,
            new { id, request.Person });
        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        if (named == 0)
        {
            return placement.State is PlacementState.Active or PlacementState.Paused
                ? Problems.MentorNamed(placement)
                : Problems.PlacementNotIn(placement, PlacementState.AwaitingConsent, PlacementState.AwaitingSignatures, PlacementState.Ready, PlacementState.Active, PlacementState.Paused);
        }
        if (placement.Posts.Count > 0)
        {
            await PostRow.NameMentorAsync(work, id, request.Person);
            placement = (await PlacementRow.FindAsync(work, id, caller))!;
        }
        await work.AuditAsync("placement", id, placement.Version, "mentor named", caller);
        await Steps.AddAsync(work, id, placement.Version, "mentor named", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(placement));
    }
}

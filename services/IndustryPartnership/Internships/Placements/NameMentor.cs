using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The enterprise names the mentor of a placement (D37): anew until it starts, and once it is under way only where it has none yet, or none any more since it moved to another enterprise.</summary>
public static class NameMentor
{
    /// <param name="Person">The claim <c>person</c> of the mentor's tokens, which have the role <c>mentor</c> and the enterprise's code; no name.</param>
    public sealed record Request([property: Code(100)] string Person);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/mentor", HandleAsync)
        .WithName(nameof(NameMentor)).WithSummary("Name the mentor of a placement").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Placement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (placement.Enterprise != act.Caller.Org) return Problems.NotYourPlacement(placement.Enterprise);
        if (!placement.IsOpen) return Problems.PlacementNotIn(placement, Placement.OpenStates);
        if (placement is { IsUnderWay: true, Mentor: not null }) return Problems.MentorNamed(placement);

        var mentored = placement.MentoredBy(request.Person);
        if (placement.Posts.Count > 0) await PostRow.NameMentorAsync(work, id, request.Person);
        await PlacementRow.RecordAsync(work, events, mentored, "mentor named", fact: null, act);
        await Steps.AddAsync(work, id, mentored.Version, "mentor named", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(mentored));
    }
}

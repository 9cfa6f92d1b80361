using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The enterprise names a placement's mentor (D37). It may name another until the start. Later it may do so only if there is no mentor, or
/// none since a move to another enterprise.
/// </summary>
public static class NameMentor
{
    /// <param name="Person">
    /// The claim <c>person</c> of the mentor's tokens, not a name. The tokens have the role <c>mentor</c> and the enterprise's code.
    /// </param>
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

        var mentor = await MentorRow.NamedAsync(work, placement.Enterprise, request.Person, act);
        var mentored = placement.MentoredBy(request.Person, mentor);
        if (placement.Posts.Count > 0) await PostRow.NameMentorAsync(work, id, mentor);
        await PlacementRow.RecordAsync(work, events, mentored, "mentor named", fact: null, act);
        await Steps.AddAsync(work, id, mentored.Version, "mentor named", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(mentored));
    }
}

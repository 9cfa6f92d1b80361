using Contracts;
using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Resources;

/// <summary>
/// The owner brings out the next edition of a resource, or corrects what was recorded by mistake (D43). The earlier versions stay readable.
/// </summary>
public static class CorrectResource
{
    /// <param name="Terms">All terms, as they should be.</param>
    /// <param name="Change"><c>revised</c> for the next edition, <c>corrected</c> for a mistake.</param>
    /// <param name="Reason">Why; kept with the version.</param>
    public sealed record Request(
        ResourceTerms Terms, [property: OneOf("revised", "corrected")] string Change, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/resources/{id:guid}", HandleAsync)
        .WithName(nameof(CorrectResource)).WithSummary("Correct a resource, or bring out its next edition")
        .Allow(Roles.TeacherOffice, Roles.OrgAdmin);

    private static async Task<Results<Ok<Resource>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ResourceRow.HoldAsync(work, id, act) is not { } resource) return CommonProblems.NotFound();
        if (resource.Owner != act.Caller.Org) return Problems.NotYourResource();
        if (resource.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(resource.Version);
        if (resource.State != Resource.Offered) return Problems.ResourceNotIn(resource.State, Resource.Offered);
        if (await request.Terms.WhyNotAsync(work) is { } unknown) return unknown;

        var changed = resource.WithTerms(request.Terms);
        await ResourceRow.RecordAsync(work, changed, request.Change, act, request.Reason);
        if (changed.IsShared) await events.Publish(new ResourceAmendedV1 { OccurredAt = act.Now, Resource = changed.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(changed));
    }
}

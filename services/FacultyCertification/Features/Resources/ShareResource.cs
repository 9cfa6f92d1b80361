using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Resources;

/// <summary>The owner shares a resource with others from today on, or with nobody any longer (S15).</summary>
public static class ShareResource
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/resources/{id:guid}/sharing", HandleAsync)
        .WithName(nameof(ShareResource)).WithSummary("Change with whom a resource is shared").Allow(Roles.TeacherOffice, Roles.OrgAdmin);

    private static async Task<Results<Ok<Resource>, Refusal>> HandleAsync(
        Guid id, ResourceSharing request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ResourceRow.HoldAsync(work, id, act) is not { } resource) return CommonProblems.NotFound();
        if (resource.Owner != act.Caller.Org) return Problems.NotYourResource();
        if (resource.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(resource.Version);
        if (resource.State != Resource.Offered) return Problems.ResourceNotIn(resource.State, Resource.Offered);
        if (request.IsWithOthers && await EmployingInstitution.WhyClosedAsync(work, resource.Owner) is { } closed) return closed;
        if (await request.WhyNotAsync(work, resource.Owner, act.Today) is { } refused) return refused;

        var shared = resource.SharedBy(request);
        await ResourceRow.RecordAsync(work, shared, "shared", act);
        if (shared.IsShared) await events.Publish(new ResourceSharedV1 { OccurredAt = act.Now, Resource = shared.ToEvent() });
        else if (resource.IsShared) await events.Publish(new ResourceWithdrawnV1 { OccurredAt = act.Now, Resource = shared.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(shared));
    }
}

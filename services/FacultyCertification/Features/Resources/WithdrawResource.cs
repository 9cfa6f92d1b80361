using Contracts;
using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Resources;

/// <summary>The owner withdraws a resource from all others today (S15). A withdrawal by mistake is taken back (D43).</summary>
public static class WithdrawResource
{
    /// <param name="Reason">Why; kept with the version.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/resources/{id:guid}/withdrawal", WithdrawAsync)
            .WithName(nameof(WithdrawResource)).WithSummary("Withdraw a resource").Allow(Roles.TeacherOffice, Roles.OrgAdmin);
        api.MapPost("/resources/{id:guid}/reinstatement", ReinstateAsync)
            .WithName("ReinstateResource").WithSummary("Take back the withdrawal of a resource")
            .Allow(Roles.TeacherOffice, Roles.OrgAdmin);
    }

    private static async Task<Results<Ok<Resource>, Refusal>> WithdrawAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ResourceRow.HoldAsync(work, id, act) is not { } resource) return CommonProblems.NotFound();
        if (resource.Owner != act.Caller.Org) return Problems.NotYourResource();
        if (resource.State != Resource.Offered) return Problems.ResourceNotIn(resource.State, Resource.Offered);

        var withdrawn = resource.WithdrawnFrom(act.Today);
        await ResourceRow.RecordAsync(work, withdrawn, "withdrawn", act, request.Reason);
        if (resource.IsShared) await events.Publish(new ResourceWithdrawnV1 { OccurredAt = act.Now, Resource = withdrawn.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }

    private static async Task<Results<Ok<Resource>, Refusal>> ReinstateAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ResourceRow.HoldAsync(work, id, act) is not { } resource) return CommonProblems.NotFound();
        if (resource.Owner != act.Caller.Org) return Problems.NotYourResource();
        if (resource.State != Resource.Withdrawn) return Problems.ResourceNotIn(resource.State, Resource.Withdrawn);

        var offered = resource.OfferedAgain();
        await ResourceRow.RecordAsync(work, offered, "reinstated", act, request.Reason);
        if (offered.IsShared) await events.Publish(new ResourceSharedV1 { OccurredAt = act.Now, Resource = offered.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(offered));
    }
}

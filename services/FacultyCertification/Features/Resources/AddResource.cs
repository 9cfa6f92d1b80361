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

/// <summary>An organisation adds a teaching resource to the catalogue, for itself or shared with others (S15).</summary>
public static class AddResource
{
    /// <param name="Terms">What it is.</param>
    /// <param name="Sharing">With whom it is shared; with nobody by default.</param>
    public sealed record Request(ResourceTerms Terms, ResourceSharing? Sharing = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/resources", HandleAsync)
        .WithName(nameof(AddResource)).WithSummary("Add a teaching resource").Allow(Roles.TeacherOffice, Roles.OrgAdmin);

    private static async Task<Results<Created<Resource>, Refusal>> HandleAsync(
        Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        var owner = act.Caller.Org;
        if (await work.FindAsync<string>("SELECT code FROM faculty.institution WHERE code = @owner", new { owner }) is null)
        {
            return CommonProblems.NotYetKnown("organisation", owner);
        }
        if (await EmployingInstitution.WhyClosedAsync(work, owner) is { } closed) return closed;
        if (await request.Terms.WhyNotAsync(work) is { } unknown) return unknown;
        var sharing = request.Sharing ?? new(ResourceSharing.Own);
        if (await sharing.WhyNotAsync(work, owner, act.Today) is { } refused)
        {
            return refused.Change is null ? refused : refused with { Change = new { sharing = refused.Change } };
        }

        var added = Resource.Added(owner, request.Terms, sharing);
        await ResourceRow.AddAsync(work, added, act);
        if (added.IsShared) await events.Publish(new ResourceSharedV1 { OccurredAt = act.Now, Resource = added.ToEvent() });
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/resources/{added.Id}", added));
    }
}

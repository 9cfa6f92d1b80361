using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>A lead is for dissolving the consortium; it is dissolved when every lead that it has on that day is (D24).</summary>
public static class DissolveConsortium
{
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/consortia/{id:guid}/dissolution", HandleAsync)
        .WithName(nameof(DissolveConsortium)).WithSummary("Agree to dissolve a consortium").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Consortium>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (!found.IsLead(caller.Org, today.Value)) return Problems.NotALead(found.Members, today.Value);
        if (await ConsortiumRow.TakeAsync(work, found, "founded") is { } state) return state;
        await work.ExecuteAsync("UPDATE partnership.membership SET dissolves_on = @today WHERE thing_id = @id AND organisation = @Org AND spell = 0", new { id, caller.Org, today = today.Value });
        var dissolved = await work.ExecuteAsync(
            """
            UPDATE partnership.consortium SET state = 'dissolved', dissolved_on = @today
            WHERE id = @id AND NOT EXISTS (
                SELECT 1 FROM partnership.membership m
                WHERE m.thing_id = @id AND m.leads_from <= @today AND (m.left_on IS NULL OR m.left_on > @today) AND m.dissolves_on IS NULL)
            """,
            new { id, today = today.Value });

        var shown = await ConsortiumRow.RecordAsync(work, history, id, dissolved > 0 ? "dissolved" : "dissolution agreed to", caller, dissolved > 0, reason: request.Reason);
        if (dissolved > 0) await events.Publish(ConsortiumRow.Fact(shown, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}

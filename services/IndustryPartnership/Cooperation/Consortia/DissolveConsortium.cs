using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>A lead agrees to dissolve the consortium. It is dissolved once every lead of that day agrees (D24).</summary>
public static class DissolveConsortium
{
    /// <param name="Reason">The reason, kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/consortia/{id:guid}/dissolution", HandleAsync)
        .WithName(nameof(DissolveConsortium)).WithSummary("Agree to dissolve a consortium").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Consortium>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ConsortiumRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.Members.Of(act.Caller.Org) is not { } lead || !lead.LeadsOn(act.Today)) return Problems.NotALead(held.Members, act.Today);
        if (held.State != ConsortiumState.Founded) return Problems.ConsortiumNotIn(held, ConsortiumState.Founded);

        var next = held.DissolvedBy(lead, act.Today);
        await MemberRow.ChangeAsync(work, id, lead with { DissolvesOn = act.Today });
        var done = next.State == ConsortiumState.Dissolved
            ? new Done("dissolved") { Fact = new ConsortiumDissolvedV1 { OccurredAt = act.Now, Consortium = next.ToEvent() } }
            : new Done("dissolution agreed to") { ForParties = true };
        await ConsortiumRow.RecordAsync(work, events, next, done with { Reason = request.Reason }, act);
        return await work.CommitAsync(TypedResults.Ok(next.SeenBy(act.Caller)));
    }
}

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

/// <summary>
/// A lead founds a consortium once all its leads have accepted, and it has an enterprise, a university and a vocational school (D24).
/// </summary>
public static class FoundConsortium
{
    /// <param name="FoundedOn">The day of the founding, if recorded later; today if left out.</param>
    public sealed record Request([property: Day] DateOnly? FoundedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/consortia/{id:guid}/founding", HandleAsync)
        .WithName(nameof(FoundConsortium)).WithSummary("Found a proposed consortium").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Consortium>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ConsortiumRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!held.IsLead(act.Caller.Org, act.Today)) return Problems.NotALead(held.Members, act.Today);
        if (held.State != ConsortiumState.Proposed) return Problems.ConsortiumNotIn(held, ConsortiumState.Proposed);
        var foundedOn = request.FoundedOn ?? act.Today;
        var leads = held.Members.Where(member => member.Role == Members.Lead).ToList();
        var acceptance = $"/industry-partnership/v1/consortia/{id}/acceptance";
        if (leads.Awaited() is { Count: > 0 } missing) return Problems.AcceptanceMissing("D24", acceptance, missing);
        var verdict = DayOfAct.Judge("D24", "foundedOn", foundedOn, leads.Max(lead => lead.JoinedOn), act.Today);
        if (!verdict.Passes) return Problems.NotOnThatDayOfIt(verdict);
        if (Judge(foundedOn, held.Members.ToParts()) is { } incomplete) return incomplete;
        var members = held.Members.Accepted().Select(member => member.Organisation).ToList();
        if (await Registered.TakeAsync(work, "D24", members) is { } problem) return problem;

        var founded = held.Founded(foundedOn);
        var fact = new ConsortiumFoundedV1 { OccurredAt = act.Now, Consortium = founded.ToEvent() };
        await ConsortiumRow.RecordAsync(work, events, founded, new Done("founded") { Fact = fact, EffectiveOn = foundedOn }, act);
        return await work.CommitAsync(TypedResults.Ok(founded.SeenBy(act.Caller)));
    }

    internal static Refusal? Judge(DateOnly foundedOn, IReadOnlyList<Part> parts) =>
        ConsortiumComposition.Judge(foundedOn, parts) is { Passes: false } verdict ? Problems.ConsortiumIncomplete(verdict) : null;
}

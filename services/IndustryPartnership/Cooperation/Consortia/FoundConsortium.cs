using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>A lead founds a consortium once all its leads have accepted, and enterprise, university and vocational school are in it (D24).</summary>
public static class FoundConsortium
{
    /// <param name="FoundedOn">The day of the founding, where it is recorded later; today where it is left out.</param>
    public sealed record Request([property: Day] DateOnly? FoundedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/consortia/{id:guid}/founding", HandleAsync)
        .WithName(nameof(FoundConsortium)).WithSummary("Found a proposed consortium").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Consortium>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (!found.IsLead(caller.Org, today.Value)) return Problems.NotALead(found.Members, today.Value);
        var foundedOn = request.FoundedOn ?? today.Value;
        var founded = await work.ExecuteAsync("UPDATE partnership.consortium SET state = 'founded', founded_on = @foundedOn, version = version + 1 WHERE id = @id AND state = 'proposed'", new { id, foundedOn });
        if (founded == 0) return Problems.ConsortiumNotIn(found, "proposed");

        var members = await Members.OfAsync(work, id);
        var leads = members.Where(member => member.Role == Members.Lead).ToList();
        var missing = leads.Where(member => member.JoinedOn is null).Select(member => member.Organisation).ToList();
        if (missing.Count > 0) return Problems.AcceptanceMissing("D24", $"/industry-partnership/v1/consortia/{id}/acceptance", missing);
        if (DayOfAct.Judge("D24", "foundedOn", foundedOn, leads.Max(lead => lead.JoinedOn), today.Value) is { Passes: false } verdict) return Problems.NotOnThatDayOfIt(verdict);
        if (Judge(foundedOn, members.ToParts()) is { } incomplete) return incomplete;
        if (await Members.TakeAsync(work, "D24", [.. members.Accepted().Select(member => member.Organisation)]) is { } problem) return problem;

        var shown = await ConsortiumRow.RecordAsync(work, history, id, "founded", caller, isPublic: true, foundedOn);
        await events.Publish(ConsortiumRow.Fact(shown, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(shown));
    }

    internal static Refusal? Judge(DateOnly foundedOn, IReadOnlyList<Part> parts) =>
        ConsortiumComposition.Judge(foundedOn, parts) is { Passes: false } verdict ? Problems.ConsortiumIncomplete(verdict) : null;
}

using Contracts;
using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An organisation keeps its own names and units; its code and its kind stay as they were registered.</summary>
public static class AmendOrganisation
{
    /// <param name="Name">Its name in English.</param>
    /// <param name="NameZh">Its name in Chinese.</param>
    public sealed record Request([property: Name(200)] string Name, [property: Name(200)] string? NameZh = null);

    /// <param name="Code">Lower-case letters, digits and hyphens; unique within the organisation.</param>
    /// <param name="Name">The unit's name.</param>
    public sealed record UnitRequest([property: Code(40, Pattern = "^[a-z][a-z0-9-]{1,39}$")] string Code, [property: Name(200)] string Name);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/organisations/{code}", AmendAsync).WithName(nameof(AmendOrganisation)).WithSummary("Change an organisation's names").Allow(Roles.OrgAdmin);
        api.MapPost("/organisations/{code}/units", AddUnitAsync).WithName("AddUnit").WithSummary("Add a unit, such as a college of a university").Allow(Roles.OrgAdmin);
    }

    private static async Task<Results<Ok<Organisation>, Refusal>> AmendAsync(
        string code, Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock, History history)
    {
        if (await OrganisationRow.FindAsync(work, code) is not { } found) return CommonProblems.NotFound();
        if (caller.Org != code) return Problems.NotYourOrganisation(code);
        var amended = await work.ExecuteAsync(
            "UPDATE partnership.organisation SET name = @Name, name_zh = @NameZh, version = version + 1 WHERE code = @code AND version = @Version AND state <> 'closed'",
            new { code, request.Name, request.NameZh, ifMatch.Version });
        if (amended == 0) return found.Version == ifMatch.Version ? Problems.OrganisationClosed(code) : CommonProblems.PreconditionFailed(found.Version);

        return await work.CommitAsync(TypedResults.Ok(await TellAsync(code, "amended", work, events, caller, clock, history)));
    }

    private static async Task<Results<Created<Organisation>, Refusal>> AddUnitAsync(
        string code, UnitRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock, History history)
    {
        if (await OrganisationRow.FindAsync(work, code) is null) return CommonProblems.NotFound();
        if (caller.Org != code) return Problems.NotYourOrganisation(code);
        if (await work.ExecuteAsync("UPDATE partnership.organisation SET version = version + 1 WHERE code = @code AND state <> 'closed'", new { code }) == 0) return Problems.OrganisationClosed(code);
        var isNew = await work.TryInsertAsync(
            "INSERT INTO partnership.organisation_unit (organisation_code, code, name, created_at) VALUES (@organisation, @Code, @Name, @now)",
            new { organisation = code, request.Code, request.Name, now = clock.GetUtcNow() });
        if (!isNew) return Problems.UnitCodeTaken(code, request.Code);

        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/organisations/{code}", await TellAsync(code, "unit added", work, events, caller, clock, history)));
    }

    private static async Task<Organisation> TellAsync(string code, string what, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock, History history)
    {
        var organisation = (await OrganisationRow.FindAsync(work, code))!;
        await history.RecordAsync("organisation", code, organisation, what, caller, History.Public);
        await events.Publish(new OrganisationAmendedV1 { OccurredAt = clock.GetUtcNow(), Organisation = OrganisationRow.Carried(organisation) });
        return organisation;
    }
}

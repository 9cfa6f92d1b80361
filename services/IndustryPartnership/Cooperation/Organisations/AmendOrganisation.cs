using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
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
    public sealed record UnitRequest(
        [property: Code(40, Pattern = "^[a-z][a-z0-9-]{1,39}$")] string Code, [property: Name(200)] string Name);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/organisations/{code}", AmendAsync).WithName(nameof(AmendOrganisation))
            .WithSummary("Change an organisation's names").Allow(Roles.OrgAdmin);
        api.MapPost("/organisations/{code}/units", AddUnitAsync).WithName("AddUnit")
            .WithSummary("Add a unit, such as a college of a university").Allow(Roles.OrgAdmin);
    }

    private static async Task<Results<Ok<Organisation>, Refusal>> AmendAsync(
        string code, Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await OrganisationRow.HoldAsync(work, code) is not { } held) return CommonProblems.NotFound();
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (held.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);

        var amended = held.Next() with { Name = request.Name, NameZh = request.NameZh };
        await OrganisationRow.RecordAsync(work, events, amended, new Done("amended") { Fact = Amended(amended, act) }, act);
        return await work.CommitAsync(TypedResults.Ok(amended));
    }

    private static async Task<Results<Created<Organisation>, Refusal>> AddUnitAsync(
        string code, UnitRequest request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await OrganisationRow.HoldAsync(work, code) is not { } held) return CommonProblems.NotFound();
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);
        if (held.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);
        if (held.Units.Any(unit => unit.Code == request.Code)) return Problems.UnitCodeTaken(code, request.Code);

        await work.ExecuteAsync(
            """
            INSERT INTO partnership.organisation_unit (organisation_code, code, name, created_at)
            VALUES (@organisation, @Code, @Name, @Now)
            """,
            new { organisation = code, request.Code, request.Name, act.Now });
        var amended = held.Next() with { Units = [.. held.Units, new UnitV1(request.Code, request.Name)] };
        await OrganisationRow.RecordAsync(work, events, amended, new Done("unit added") { Fact = Amended(amended, act) }, act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/organisations/{code}", amended));
    }

    private static OrganisationAmendedV1 Amended(Organisation amended, Act act) =>
        new() { OccurredAt = act.Now, Organisation = amended.ToEvent() };
}

using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An authority, or ops on its behalf, registers institutions and authorities. An enterprise registers itself, and is verified later.
/// </summary>
public static class RegisterOrganisation
{
    /// <param name="Code">Lower-case letters, digits and hyphens; the claim <c>org</c> of its tokens.</param>
    /// <param name="Name">Its name in English.</param>
    /// <param name="Kind">What kind of organisation it is.</param>
    /// <param name="NameZh">Its name in Chinese.</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[a-z][a-z0-9-]{1,39}$")] string Code,
        [property: Name(200)] string Name,
        [property: OneOf(
            OrganisationKind.University, OrganisationKind.VocationalCollege, OrganisationKind.SecondarySchool,
            OrganisationKind.Enterprise, OrganisationKind.Authority, OrganisationKind.EvaluationOrganisation)] string Kind,
        [property: Name(200)] string? NameZh = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations", HandleAsync)
        .WithName(nameof(RegisterOrganisation)).WithSummary("Register an organisation").Allow(Roles.Authority, Roles.Ops, Roles.OrgAdmin);

    private static async Task<Results<Created<Organisation>, Refusal>> HandleAsync(
        Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        var (caller, isEnterprise) = (act.Caller, request.Kind == OrganisationKind.Enterprise);
        var mayRegister = isEnterprise
            ? caller.Is(Roles.OrgAdmin) && caller.Org == request.Code
            : caller.Is(Roles.Authority) || caller.Is(Roles.Ops);
        if (!mayRegister) return Problems.NotYoursToRegister(request.Kind, request.Code);

        var state = isEnterprise ? OrganisationState.Registered : OrganisationState.Verified;
        var verifiedBy = isEnterprise ? null : caller.Org.Length > 0 ? caller.Org : caller.Actor;
        var registered = new Organisation(request.Code, request.Name, request.NameZh, request.Kind, state, verifiedBy, [], 1);
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.organisation (code, name, name_zh, kind, state, verified_by, guard, version, created_at)
            VALUES (@Code, @Name, @NameZh, @Kind, @State, @VerifiedBy, 0, 1, @Now)
            """,
            new
            {
                registered.Code,
                registered.Name,
                registered.NameZh,
                registered.Kind,
                registered.State,
                registered.VerifiedBy,
                act.Now,
            });
        if (!isNew) return Problems.CodeTaken(request.Code);

        var fact = new OrganisationRegisteredV1 { OccurredAt = act.Now, Organisation = registered.ToEvent() };
        await OrganisationRow.KeepAsync(work, events, registered, new Done("registered") { Fact = fact }, act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/organisations/{request.Code}", registered));
    }
}

using Kernel.Document;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Personal;

/// <summary>The operations on personal data. The same ones in each service, under the id of the person (D44).</summary>
internal static class ErasureRoutes
{
    public static void Map(RouteGroupBuilder group, IReadOnlyList<DataSubject> subjects)
    {
        var api = group.MapGroup("").WithTags("Personal data");
        ExportPersonalData.Map(api, RolesOf(subjects));
        var owned = subjects.Where(subject => subject.Erasure is not null).ToList();
        if (owned.Count == 0) return;
        var roles = RolesOf(owned);
        AskErasure.Map(
            api.MapGroup("").WithMetadata([.. owned.Select(subject => new Calls(subject.Erasure!.WhyNotAsync.Method))]), roles);
        WithdrawErasure.Map(api, roles);
        DecideErasure.Map(api, [.. owned.Select(subject => subject.Officer).Distinct()]);
        ReadErasures.Map(api, roles);
    }

    /// <summary>These roles, or any token where a person needs none; the handler asks who it is.</summary>
    public static RouteHandlerBuilder AllowPersons(this RouteHandlerBuilder route, string[]? roles) =>
        roles is null ? route : route.Allow(roles);

    // Null where a person of some kind needs no role.
    private static string[]? RolesOf(IReadOnlyList<DataSubject> subjects) =>
        subjects.Any(subject => !subject.PersonNeedsRole) ? null : [.. subjects.SelectMany(subject => subject.Roles).Distinct()];

    public static Refusal NotTheInstitution() => CommonProblems.NotByThisParty("the institution that holds the data");
}

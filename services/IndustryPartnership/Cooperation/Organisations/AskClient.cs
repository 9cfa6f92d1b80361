using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An organisation asks for a client: a system of it that gets tokens. Whoever has no token of the organisation yet asks with any token
/// that names none. The secret is shown here, and works once an authority or ops has granted the client.
/// </summary>
public static class AskClient
{
    private const int MostOpen = 5;

    /// <param name="Organisation">The code of the organisation, which need not be registered yet.</param>
    /// <param name="Name">The name of the system.</param>
    /// <param name="Purpose">What it is for.</param>
    /// <param name="Roles">The roles that it needs. An organisation's kind decides which ones have an effect.</param>
    /// <param name="ContactName">Whom the authority asks: a person's name, or an office's.</param>
    /// <param name="ContactEmail">The e-mail address of the contact.</param>
    /// <param name="ContactPhone">The number to call.</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[a-z][a-z0-9-]{1,39}$")] string Organisation,
        [property: Name(100)] string Name,
        [property: Text(400)] string Purpose,
        [property: MinLength(1), MaxLength(7), OneOf(typeof(ClientRole))] IReadOnlyList<string> Roles,
        [property: Name(200)] string ContactName,
        [property: Code(254), EmailAddress] string ContactEmail,
        [property: Name(40)] string? ContactPhone = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/clients", HandleAsync)
        .WithName(nameof(AskClient)).WithSummary("Ask for a client of an organisation");

    private static async Task<Results<Created<Client>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var (caller, code) = (act.Caller, request.Organisation);
        if (caller.Org.Length > 0 && (caller.Org != code || !caller.Is(Roles.OrgAdmin))) return Problems.NotYoursToAskFor(code);
        if (await OrganisationRow.HoldAsync(work, code) is { } known)
        {
            if (known.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);
            var having = request.Roles.Where(role => !Roles.Kinds.TryGetValue(role, out var kinds) || kinds.Contains(known.Kind)).ToList();
            if (having.Count < request.Roles.Count) return Problems.RolesOfAnotherKind(known, request.Roles.Except(having), having);
        }
        var open = await work.SingleAsync<int>(
            "SELECT COUNT(*) FROM partnership.client WHERE organisation = @code AND state = 'asked'", new { code });
        if (open >= MostOpen) return Problems.TooManyClientRequests(code, open, MostOpen);

        var secret = ClientSecret.Make();
        var asked = ClientRow.Asked(request, secret, act);
        await ClientRow.AddAsync(work, asked, act);
        var reply = asked.ToReply();
        return await work.CommitAsync(
            TypedResults.Created($"/industry-partnership/v1/clients/{asked.Id}", reply with { Secret = secret }), kept: reply);
    }
}

using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An organisation reads its clients. Authorities and ops, who decide, read all; ops see no contact.</summary>
public static class ReadClients
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/clients", ListAsync).WithName("ListClients").WithSummary("List clients and the requests for them")
            .Allow(Roles.OrgAdmin, Roles.Authority, Roles.Ops);
        api.MapGet("/clients/{id:guid}", GetAsync).WithName("GetClient").WithSummary("Read a client")
            .Allow(Roles.OrgAdmin, Roles.Authority, Roles.Ops);
        api.MapGet("/clients/{id:guid}/contact", ContactAsync).WithName("GetClientContact").WithSummary("Read whom to ask about a client")
            .Allow(Roles.OrgAdmin, Roles.Authority);
        api.MapGet("/clients/{id:guid}/credential", CredentialAsync).WithName("GetClientCredential")
            .WithSummary("Read what the issuer of tokens needs of a granted client").Allow(Roles.Ops);
    }

    private static async Task<Ok<Page<Client>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [Code] string? party = null, [OneOf(typeof(ClientState))] string? state = null)
    {
        var rows = await paging.ReadAsync<ClientRow>(
            db,
            ClientRow.Select +
            """
             WHERE (@party IS NULL OR c.organisation = @party)
                AND (@state IS NULL OR c.state = @state)
                AND
            """ + " " + ClientRow.Visible,
            new { party, state, caller.Org, isKeeper = ClientRow.IsKeeper(caller) }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<Client>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await ClientRow.FindAsync(db, id, caller, ct) is { } found ? TypedResults.Ok(found.ToReply()) : CommonProblems.NotFound();

    private static async Task<Results<Ok<ClientContact>, Refusal>> ContactAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await ClientRow.FindAsync(db, id, caller, ct) is { ContactName: { } name, ContactEmail: { } email } found
            && (found.Organisation == caller.Org || caller.Is(Roles.Authority))
            ? TypedResults.Ok(new ClientContact(name, email, found.ContactPhone))
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<ClientCredential>, Refusal>> CredentialAsync(
        Guid id, Db db, Caller caller, TimeProvider clock, CancellationToken ct) =>
        await ClientRow.FindAsync(db, id, caller, ct) is { State: ClientState.Granted } found
            ? TypedResults.Ok(found.ToCredential(clock.GetUtcNow()))
            : CommonProblems.NotFound();
}

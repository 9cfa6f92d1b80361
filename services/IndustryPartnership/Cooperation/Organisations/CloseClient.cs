using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An organisation, an authority or ops closes a client, or withdraws the request for one. It gets no more tokens.</summary>
public static class CloseClient
{
    /// <param name="Reason">Why; the organisation reads it.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/clients/{id:guid}/closure", HandleAsync)
        .WithName(nameof(CloseClient)).WithSummary("Close a client").Allow(Roles.OrgAdmin, Roles.Authority, Roles.Ops);

    private static async Task<Results<Ok<Client>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ClientRow.FindAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (!held.IsOpen) return Problems.ClientNotIn(held, ClientState.Asked, ClientState.Granted);

        var closed = held.Closed(request.Reason, act);
        await ClientRow.RecordAsync(work, closed, "closed", act);
        return await work.CommitAsync(TypedResults.Ok(closed.ToReply()));
    }
}

using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An authority, or ops on its behalf, grants or refuses a client with a reason. Who asked is known by the contact alone: ask there first.
/// </summary>
public static class DecideClient
{
    private const string Grant = "grant";
    private const string Refuse = "refuse";

    /// <param name="Decision"><c>grant</c> or <c>refuse</c>.</param>
    /// <param name="Reason">Why; the organisation reads it.</param>
    public sealed record Request([property: OneOf(Grant, Refuse)] string Decision, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/clients/{id:guid}/decision", HandleAsync)
        .WithName(nameof(DecideClient)).WithSummary("Grant or refuse a client").Allow(Roles.Authority, Roles.Ops);

    private static async Task<Results<Ok<Client>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ClientRow.FindAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.State != ClientState.Asked) return Problems.ClientNotIn(held, ClientState.Asked);

        var decided = held.Decided(request.Decision == Grant, request.Reason, act);
        await ClientRow.RecordAsync(work, decided, decided.State, act);
        return await work.CommitAsync(TypedResults.Ok(decided.ToReply()));
    }
}

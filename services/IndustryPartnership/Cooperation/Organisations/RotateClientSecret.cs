using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>A client gets a new secret, which is shown here. For a stated time the former one gets tokens too.</summary>
public static class RotateClientSecret
{
    private const int UsualHours = 24;
    private const int LongestHours = 7 * 24;

    /// <param name="FormerHours">For how many hours the former secret is valid too; 24 if left out. With 0 it ends at once.</param>
    public sealed record Request([property: Range(0, LongestHours)] int? FormerHours = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/clients/{id:guid}/secret", HandleAsync)
        .WithName(nameof(RotateClientSecret)).WithSummary("Give a client a new secret").Allow(Roles.OrgAdmin);

    private static async Task<Results<Ok<Client>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ClientRow.FindOwnAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.State != ClientState.Granted) return Problems.ClientNotIn(held, ClientState.Granted);

        var secret = ClientSecret.Make();
        var rotated = held.Rotated(secret, request.FormerHours ?? UsualHours, act);
        await ClientRow.RecordAsync(work, rotated, "secret rotated", act);
        var reply = rotated.ToReply();
        return await work.CommitAsync(TypedResults.Ok(reply with { Secret = secret }), kept: reply);
    }
}

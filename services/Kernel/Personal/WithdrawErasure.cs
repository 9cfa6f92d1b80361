using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Personal;

/// <summary>Whoever asked for an erasure withdraws a mistaken request before it is carried out (D43).</summary>
internal static class WithdrawErasure
{
    /// <param name="Reason">What the mistake was.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api, string[]? roles) => api.MapPost("/erasures/{id:guid}/withdraw", HandleAsync)
        .WithName(nameof(WithdrawErasure)).WithSummary("Withdraw a request for erasure").AllowPersons(roles);

    private static async Task<Results<Ok<Erasure>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, DataSubjects subjects, Act act)
    {
        if (await subjects.FindErasureAsync(work, id, act) is not { } found) return CommonProblems.NotFound();
        var (erasure, seen) = found;
        if (seen.IsSelf != (erasure.AskedBy == Erasure.ByPerson)) return CommonProblems.NotByThisParty("the party that asked");
        if (!erasure.IsOpen) return ErasureProblems.NotIn(erasure, Erasure.Asked, Erasure.Granted);

        var withdrawn = erasure.WithdrawnNow() with { DecisionReason = request.Reason };
        await ErasureRow.RecordAsync(work, withdrawn, act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}

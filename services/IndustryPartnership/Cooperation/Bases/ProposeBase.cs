using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>A verified party proposes a base to the other parties, which accept it, and to the authorities (D25).</summary>
public static class ProposeBase
{
    /// <param name="Name">Its name.</param>
    /// <param name="Parties">The codes of the organisations that run it together, including your own.</param>
    /// <param name="Field">What it trains in.</param>
    /// <param name="Skills">The skills that are trained there.</param>
    /// <param name="Capacity">How many people it takes at a time.</param>
    /// <param name="ValidFrom">The first day on which it is meant to be used.</param>
    /// <param name="ValidUntil">The last day.</param>
    public sealed record Request(
        [property: Name(200)] string Name,
        [property: MinLength(1), MaxLength(20), Code] IReadOnlyList<string> Parties,
        [property: Name(100)] string Field,
        [property: MinLength(1), MaxLength(50), Name(100)] IReadOnlyList<string> Skills,
        [property: Range(1, 100_000)] int Capacity,
        [property: Day] DateOnly ValidFrom,
        [property: Day] DateOnly ValidUntil);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/bases", HandleAsync)
        .WithName(nameof(ProposeBase)).WithSummary("Propose a base").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Created<Base>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var (kinds, problem) = await BaseProposal.JudgeAsync(request, work, act);
        if (problem is not null) return problem;
        var id = Guid.CreateVersion7();
        if (!await BaseRow.TryAddAsync(work, id, request, act)) return await Registered.WhyNotProposeAsync(work, "D25", act.Caller.Org);

        var proposed = await BaseRow.ProposeAsync(work, BaseRow.New(id, act.Caller.Org), request, kinds, act);
        await proposed.KeepAsync(work, BaseRow.Kind, new Done("proposed"), act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/bases/{id}", proposed));
    }
}

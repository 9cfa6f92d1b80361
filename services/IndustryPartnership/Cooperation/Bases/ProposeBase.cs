using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>A verified party proposes a base to the other parties, which accept, and to the authorities (D25).</summary>
public static class ProposeBase
{
    /// <param name="Name">Its name.</param>
    /// <param name="Parties">The codes of the organisations that run it together, your own among them.</param>
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

    private static async Task<Results<Created<Base>, Refusal>> HandleAsync(Request request, UnitOfWork work, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await WhyNotAsync(request, work, caller) is { } problem) return problem;
        var id = Guid.CreateVersion7();
        var proposed = await work.ExecuteAsync(
            """
            INSERT INTO partnership.base (id, name, field, capacity, valid_from, valid_until, state, proposed_by, version, created_at)
            SELECT @id, @Name, @Field, @Capacity, @ValidFrom, @ValidUntil, 'proposed', code, 1, @now FROM partnership.organisation WHERE code = @Org AND state = 'verified'
            """,
            new { id, request.Name, request.Field, request.Capacity, request.ValidFrom, request.ValidUntil, caller.Org, now = clock.GetUtcNow() });
        if (proposed == 0) return await Members.WhyNotProposeAsync(work, "D25", caller.Org);

        await WritePartsAsync(work, id, request, caller, today.Value);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/bases/{id}", await BaseRow.RecordAsync(work, history, id, "proposed", caller, today.Value)));
    }

    /// <summary>Why a proposal cannot be as it is: its dates, or who its parties are.</summary>
    internal static async Task<Refusal?> WhyNotAsync(Request request, UnitOfWork work, Caller caller)
    {
        if (request.ValidUntil < request.ValidFrom) return Problems.EndsBeforeItStarts("D25", request.ValidFrom, request.ValidUntil);
        var parties = request.Parties.Distinct().ToList();
        var known = await work.QueryAsync<string>("SELECT code FROM partnership.organisation WHERE code IN @parties AND state <> 'closed'", new { parties });
        // Whoever proposes is known or not by the next step, which says how to become so.
        var unknown = parties.Except(known).Where(party => party != caller.Org).ToList();
        if (!parties.Contains(caller.Org)) return Problems.NotAParty("D25", caller.Org, parties, unknown);
        return unknown.Count > 0 ? Problems.BasePartiesUnknown(unknown, parties) : null;
    }

    /// <summary>The parties are asked anew each time: what they accepted was another proposal. The one that proposes has accepted by that.</summary>
    internal static async Task WritePartsAsync(UnitOfWork work, Guid id, Request request, Caller caller, DateOnly today)
    {
        await work.ExecuteAsync("DELETE FROM partnership.membership WHERE thing_id = @id", new { id });
        await work.ExecuteAsync("DELETE FROM partnership.base_skill WHERE base_id = @id", new { id });
        foreach (var party in request.Parties.Distinct()) await Members.NameAsync(work, id, party, Members.Party, caller.Org, request.ValidFrom < today ? request.ValidFrom : today);
        // SQL Server takes texts that differ in spaces at their end for the same.
        foreach (var skill in request.Skills.Distinct()) await work.ExecuteAsync("INSERT INTO partnership.base_skill (base_id, skill) VALUES (@id, @skill)", new { id, skill });
    }
}

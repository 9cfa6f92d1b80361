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
        var (kinds, problem) = await JudgeAsync(request, work, act);
        if (problem is not null) return problem;
        var id = Guid.CreateVersion7();
        var isProposed = await work.ExecuteAsync(
            """
            INSERT INTO partnership.base (id, name, field, capacity, valid_from, valid_until, state, proposed_by, version, created_at)
            SELECT @id, @Name, @Field, @Capacity, @ValidFrom, @ValidUntil, 'proposed', code, 1, @Now
            FROM partnership.organisation
            WHERE code = @Org AND state = 'verified'
            """,
            new { id, request.Name, request.Field, request.Capacity, request.ValidFrom, request.ValidUntil, act.Caller.Org, act.Now });
        if (isProposed == 0) return await Registered.WhyNotProposeAsync(work, "D25", act.Caller.Org);

        var proposed = await WriteAsync(work, BaseRow.New(id, act.Caller.Org), request, kinds, act);
        await proposed.KeepAsync(work, BaseRow.Kind, new Done("proposed"), act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/bases/{id}", proposed));
    }

    /// <summary>Why a proposal cannot stand: its dates or its parties. Otherwise, the kinds of the parties.</summary>
    internal static async Task<(IReadOnlyDictionary<string, string> Kinds, Refusal? Problem)> JudgeAsync(
        Request request, UnitOfWork work, Act act)
    {
        var (org, parties) = (act.Caller.Org, request.Parties.Distinct().ToList());
        var kinds = await Registered.KindsAsync(work, parties, org);
        // The next step checks the proposer, and says how to register.
        var unknown = parties.Where(party => party != org && !kinds.ContainsKey(party)).ToList();
        var problem = request.ValidUntil < request.ValidFrom ? Problems.EndsBeforeItStarts("D25", request.ValidFrom, request.ValidUntil)
            : !parties.Contains(org) ? Problems.NotAParty("D25", org, parties, unknown)
            : unknown.Count > 0 ? Problems.BasePartiesUnknown(unknown, parties)
            : null;
        return (kinds, problem);
    }

    /// <summary>
    /// The proposed base. Each proposal asks the parties again, because they accepted another one. The proposer has accepted by proposing.
    /// </summary>
    internal static async Task<Base> WriteAsync(
        UnitOfWork work, Base proposal, Request request, IReadOnlyDictionary<string, string> kinds, Act act)
    {
        var (id, org) = (proposal.Id, act.Caller.Org);
        var from = request.ValidFrom < act.Today ? request.ValidFrom : act.Today;
        var members = request.Parties.Distinct().Select(party => Member.Named(party, kinds[party], Members.Party, org, from)).ToList();
        await MemberRow.WriteAsync(work, id, members, org);
        await work.ExecuteAsync("DELETE FROM partnership.base_skill WHERE base_id = @id", new { id });
        // SQL Server treats texts that differ only in trailing spaces as equal.
        var skills = request.Skills.Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var skill in skills)
        {
            await work.ExecuteAsync("INSERT INTO partnership.base_skill (base_id, skill) VALUES (@id, @skill)", new { id, skill });
        }
        return (proposal with
        {
            Name = request.Name,
            Field = request.Field,
            Skills = skills,
            Capacity = request.Capacity,
            ValidFrom = request.ValidFrom,
            ValidUntil = request.ValidUntil,
        }).RunBy(Array.Empty<Member>().With(members), act.Today);
    }
}

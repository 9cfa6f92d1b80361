using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>A verified lead proposes a consortium to those that it names as leads and members (D24).</summary>
public static class ProposeConsortium
{
    /// <param name="Name">Its name in English.</param>
    /// <param name="Field">The field that it works in.</param>
    /// <param name="Purpose">What it is for, in words.</param>
    /// <param name="Leads">The codes of those that are to lead it, your own among them.</param>
    /// <param name="Members">The codes of those that are to be in it besides.</param>
    /// <param name="NameZh">Its name in Chinese.</param>
    public sealed record Request(
        [property: Name(200)] string Name,
        [property: Name(100)] string Field,
        [property: Text(20_000)] string Purpose,
        [property: MinLength(1), MaxLength(20), Code] IReadOnlyList<string> Leads,
        [property: MaxLength(100), Code] IReadOnlyList<string> Members,
        [property: Name(200)] string? NameZh = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/consortia", HandleAsync)
        .WithName(nameof(ProposeConsortium)).WithSummary("Propose a consortium").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Created<Consortium>, Refusal>> HandleAsync(Request request, UnitOfWork work, History history, Caller caller, Today today, TimeProvider clock)
    {
        var leads = request.Leads.Distinct().ToList();
        var named = leads.Concat(request.Members).Distinct().ToList();
        var known = await work.QueryAsync<string>("SELECT code FROM partnership.organisation WHERE code IN @named AND state <> 'closed'", new { named });
        // Whoever proposes is known or not by the next step, which says how to become so.
        var unknown = named.Except(known).Where(code => code != caller.Org).ToList();
        if (!leads.Contains(caller.Org)) return Problems.NotAmongLeads(caller.Org, leads, unknown);
        if (unknown.Count > 0) return Problems.MembersUnknown(unknown, leads, request.Members);

        var id = Guid.CreateVersion7();
        var proposed = await work.ExecuteAsync(
            """
            INSERT INTO partnership.consortium (id, name, name_zh, field, purpose, state, proposed_by, version, created_at)
            SELECT @id, @Name, @NameZh, @Field, @Purpose, 'proposed', code, 1, @now FROM partnership.organisation WHERE code = @Org AND state = 'verified'
            """,
            new { id, request.Name, request.NameZh, request.Field, request.Purpose, caller.Org, now = clock.GetUtcNow() });
        if (proposed == 0) return await Members.WhyNotProposeAsync(work, "D24", caller.Org);

        foreach (var code in named) await Members.NameAsync(work, id, code, leads.Contains(code) ? Members.Lead : Members.Plain, caller.Org, today.Value);
        var shown = await ConsortiumRow.RecordAsync(work, history, id, "proposed", caller, isPublic: false);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/consortia/{id}", shown));
    }
}

using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>A verified lead proposes a consortium to the leads and members that it names (D24).</summary>
public static class ProposeConsortium
{
    /// <param name="Name">Its name in English.</param>
    /// <param name="Field">The field that it works in.</param>
    /// <param name="Purpose">What it is for, in words.</param>
    /// <param name="Leads">The codes of its leads, including your own.</param>
    /// <param name="Members">The codes of its other members.</param>
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

    private static async Task<Results<Created<Consortium>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var (org, leads) = (act.Caller.Org, request.Leads.Distinct().ToList());
        var named = leads.Concat(request.Members).Distinct().ToList();
        var kinds = await Registered.KindsAsync(work, named, org);
        // The next step checks the proposer, and says how to register.
        var unknown = named.Where(code => code != org && !kinds.ContainsKey(code)).ToList();
        if (!leads.Contains(org)) return Problems.NotAmongLeads(org, leads, unknown);
        if (unknown.Count > 0) return Problems.MembersUnknown(unknown, leads, request.Members);

        var proposed = Proposed(request, org);
        var isProposed = await work.ExecuteAsync(
            """
            INSERT INTO partnership.consortium (id, name, name_zh, field, purpose, state, proposed_by, version, created_at)
            SELECT @Id, @Name, @NameZh, @Field, @Purpose, 'proposed', code, 1, @Now
            FROM partnership.organisation
            WHERE code = @ProposedBy AND state = 'verified'
            """,
            new { proposed.Id, proposed.Name, proposed.NameZh, proposed.Field, proposed.Purpose, proposed.ProposedBy, act.Now });
        if (isProposed == 0) return await Registered.WhyNotProposeAsync(work, "D24", org);

        string RoleOf(string code) => leads.Contains(code) ? Members.Lead : Members.Plain;
        var members = named.Select(code => Member.Named(code, kinds[code], RoleOf(code), org, act.Today)).ToList();
        await MemberRow.WriteAsync(work, proposed.Id, members, org);
        proposed = proposed with { Members = proposed.Members.With(members) };
        await proposed.KeepAsync(work, ConsortiumRow.Kind, new Done("proposed"), act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/consortia/{proposed.Id}", proposed));
    }

    private static Consortium Proposed(Request request, string org) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = request.Name,
        NameZh = request.NameZh,
        Field = request.Field,
        Purpose = request.Purpose,
        State = ConsortiumState.Proposed,
        ProposedBy = org,
        FoundedOn = null,
        DissolvedOn = null,
        Members = [],
        Tags = Tags.None,
        Version = 1,
    };
}

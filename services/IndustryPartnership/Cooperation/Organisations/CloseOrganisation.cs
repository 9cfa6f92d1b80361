using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An authority, or ops on its behalf, closes an organisation. No agreement in force, consortium, base or project may still name it. It
/// stays readable for ever.
/// </summary>
public static class CloseOrganisation
{
    /// <param name="Reason">The reason, kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/closure", HandleAsync)
        .WithName(nameof(CloseOrganisation)).WithSummary("Close an organisation").Allow(Roles.Authority, Roles.Ops);

    private static async Task<Results<Ok<Organisation>, Refusal>> HandleAsync(
        string code, Request request, UnitOfWork work, IPublishEndpoint events, Act act,
        [FromServices] IEnumerable<RestsOnOrganisation> rests)
    {
        if (await OrganisationRow.HoldAsync(work, code) is not { } held) return CommonProblems.NotFound();
        if (held.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);
        // Lock its own row first. Signatures, acceptances and beginnings lock the rows of all parties before they take effect.
        await OrganisationRow.GuardAsync(work, code);
        if (await WhyNotAsync(work, code, rests, act.Today) is { } inUse) return inUse;

        var closed = held.Closed();
        var fact = new OrganisationClosedV1 { OccurredAt = act.Now, Organisation = closed.ToEvent(act.Today) };
        await OrganisationRow.RecordAsync(work, events, closed, new Done("closed") { Fact = fact, Reason = request.Reason }, act);
        await ClientRow.CloseAllAsync(work, code, act);
        return await work.CommitAsync(TypedResults.Ok(closed));
    }

    private static async Task<Refusal?> WhyNotAsync(
        UnitOfWork work, string code, IEnumerable<RestsOnOrganisation> rests, DateOnly today)
    {
        var agreements = await work.QueryAsync<Guid>(
            """
            SELECT a.id
            FROM partnership.agreement a
            INNER JOIN partnership.agreement_party p ON p.agreement_id = a.id
            WHERE p.organisation = @code AND a.state IN ('proposed', 'signed', 'active')
            ORDER BY a.seq
            """,
            new { code });
        var memberships = await work.QueryAsync<MembershipRow>(
            """
            SELECT t.kind, t.id
            FROM (
                SELECT 'consortium' AS kind, c.id FROM partnership.consortium c WHERE c.state = 'founded'
                UNION ALL
                SELECT 'base', b.id FROM partnership.base b WHERE b.state IN ('active', 'suspended') AND b.valid_until >= @today
                UNION ALL
                SELECT 'project', p.id FROM partnership.project p WHERE p.state = 'active'
            ) t
            INNER JOIN partnership.membership m ON m.thing_id = t.id
            WHERE m.organisation = @code AND m.joined_on IS NOT NULL AND (m.left_on IS NULL OR m.left_on > @today)
            ORDER BY m.seq
            """,
            new { code, today });
        var resting = new Dictionary<string, IReadOnlyList<Guid>>();
        foreach (var kind in rests) resting[kind.Kind] = await kind.OpenAsync(work, code);
        return agreements.Count + memberships.Count + resting.Values.Sum(ids => ids.Count) > 0
            ? Problems.OrganisationInUse(agreements, memberships.ToLookup(row => row.Kind, row => row.Id), resting)
            : null;
    }

    private sealed record MembershipRow
    {
        public string Kind { get; init; } = "";
        public Guid Id { get; init; }
    }
}

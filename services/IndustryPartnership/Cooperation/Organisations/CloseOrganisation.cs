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

/// <summary>An authority, or ops on its behalf, closes an organisation that no agreement in force names and that is in no consortium, base or project; it stays readable for ever.</summary>
public static class CloseOrganisation
{
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/closure", HandleAsync)
        .WithName(nameof(CloseOrganisation)).WithSummary("Close an organisation").Allow(Roles.Authority, Roles.Ops);

    private static async Task<Results<Ok<Organisation>, Refusal>> HandleAsync(
        string code, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock, History history,
        [FromServices] IEnumerable<RestsOnOrganisation> rests)
    {
        if (await OrganisationRow.FindAsync(work, code) is null) return CommonProblems.NotFound();
        // Its own row first: a signature takes the rows of all parties before it makes an agreement active, and so does an acceptance or what begins a consortium, a base or a project.
        var closed = await work.ExecuteAsync("UPDATE partnership.organisation SET state = 'closed', version = version + 1 WHERE code = @code AND state <> 'closed'", new { code });
        if (closed == 0) return Problems.OrganisationClosed(code);
        var agreements = await work.QueryAsync<Guid>(
            """
            SELECT a.id FROM partnership.agreement a
            INNER JOIN partnership.agreement_party p ON p.agreement_id = a.id
            WHERE p.organisation = @code AND a.state IN ('proposed', 'signed', 'active') ORDER BY a.seq
            """,
            new { code });
        var memberships = await work.QueryAsync<MembershipRow>(
            """
            SELECT t.kind, t.id FROM (
                SELECT 'consortium' AS kind, c.id FROM partnership.consortium c WHERE c.state = 'founded'
                UNION ALL SELECT 'base', b.id FROM partnership.base b WHERE b.state IN ('active', 'suspended') AND b.valid_until >= @today
                UNION ALL SELECT 'project', p.id FROM partnership.project p WHERE p.state = 'active'
            ) t INNER JOIN partnership.membership m ON m.thing_id = t.id
            WHERE m.organisation = @code AND m.joined_on IS NOT NULL AND (m.left_on IS NULL OR m.left_on > @today) ORDER BY m.seq
            """,
            new { code, today = today.Value });
        var resting = new Dictionary<string, IReadOnlyList<Guid>>();
        foreach (var kind in rests) resting[kind.Kind] = await kind.OpenAsync(work, code);
        if (agreements.Count + memberships.Count + resting.Values.Sum(ids => ids.Count) > 0)
        {
            return Problems.OrganisationInUse(agreements, memberships.ToLookup(row => row.Kind, row => row.Id), resting);
        }

        var organisation = (await OrganisationRow.FindAsync(work, code))!;
        await history.RecordAsync("organisation", code, organisation, "closed", caller, History.Public, reason: request.Reason);
        await events.Publish(new OrganisationClosedV1 { OccurredAt = clock.GetUtcNow(), Organisation = OrganisationRow.Carried(organisation) });
        return await work.CommitAsync(TypedResults.Ok(organisation));
    }

    private sealed record MembershipRow
    {
        public string Kind { get; init; } = "";
        public Guid Id { get; init; }
    }
}

using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Organisations;

/// <summary>An authority, or ops on its behalf, closes an organisation that no agreement in force names; it stays readable for ever.</summary>
public static class CloseOrganisation
{
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: Required, MaxLength(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/closure", HandleAsync)
        .WithName(nameof(CloseOrganisation)).WithSummary("Close an organisation").Allow(Roles.Authority, Roles.Ops);

    private static async Task<Results<Ok<Organisation>, ProblemHttpResult>> HandleAsync(
        string code, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock, History history)
    {
        if (await OrganisationRow.FindAsync(work, code) is null) return CommonProblems.NotFound();
        // Its own row first: a signature takes the rows of all parties before it makes an agreement active.
        var closed = await work.ExecuteAsync("UPDATE partnership.organisation SET state = 'closed', version = version + 1 WHERE code = @code AND state <> 'closed'", new { code });
        if (closed == 0) return Problems.OrganisationClosed(code);
        var agreements = await work.QueryAsync<Guid>(
            """
            SELECT a.id FROM partnership.agreement a
            INNER JOIN partnership.agreement_party p ON p.agreement_id = a.id
            WHERE p.organisation = @code AND a.state IN ('proposed', 'signed', 'active') ORDER BY a.seq
            """,
            new { code });
        if (agreements.Count > 0) return Problems.OrganisationInUse(agreements);

        var organisation = (await OrganisationRow.FindAsync(work, code))!;
        await history.RecordAsync("organisation", code, organisation, "closed", caller, History.Public, reason: request.Reason);
        await events.Publish(new OrganisationClosedV1 { OccurredAt = clock.GetUtcNow(), Organisation = OrganisationRow.Carried(organisation) });
        return await work.CommitAsync(TypedResults.Ok(organisation));
    }
}

using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>An active agreement ends when a party terminates it, or when its last day has passed (D22); an amendment that is still to be signed ends with it (D23).</summary>
public static class EndAgreement
{
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/termination", TerminateAsync)
        .WithName("TerminateAgreement").WithSummary("Terminate an active agreement").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> TerminateAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        var ended = await work.ExecuteAsync(
            "UPDATE partnership.agreement SET state = 'terminated', terminated_on = CASE WHEN valid_until >= @today THEN @today ELSE NULL END, version = version + 1 WHERE id = @id AND state = 'active'",
            new { id, today = today.Value });
        if (ended == 0) return Problems.AgreementNotIn(found, "active");

        var held = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await TextRow.EndAllAsync(work, id, held.TerminatedOn ?? held.ValidUntil.AddDays(1));
        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await history.RecordAsync("agreement", id, agreement, "terminated", caller, agreement.Audience, reason: request.Reason);
        await events.Publish(AgreementRow.Fact(agreement, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(agreement));
    }
}

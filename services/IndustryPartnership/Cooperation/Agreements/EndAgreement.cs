using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>
/// An active agreement ends when a party terminates it, or when its last day has passed (D22). An amendment that is still to be signed ends
/// with it (D23).
/// </summary>
public static class EndAgreement
{
    /// <param name="Reason">The reason, kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/termination", TerminateAsync)
        .WithName("TerminateAgreement").WithSummary("Terminate an active agreement").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> TerminateAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.State != AgreementState.Active) return Problems.AgreementNotIn(held, AgreementState.Active);

        var terminated = held.TerminatedAt(act.Today);
        await TextRow.EndAllAsync(work, held, terminated.TerminatedOn ?? held.ValidUntil.AddDays(1));
        var fact = new AgreementTerminatedV1 { OccurredAt = act.Now, Agreement = terminated.ToEvent() };
        await AgreementRow.RecordAsync(work, events, terminated, new Done("terminated") { Fact = fact, Reason = request.Reason }, act);
        return await work.CommitAsync(TypedResults.Ok(terminated));
    }
}

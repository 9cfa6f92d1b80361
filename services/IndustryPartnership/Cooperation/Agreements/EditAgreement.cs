using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>
/// Until all have signed, a party may change the text. This voids all signatures, because they were on another text (D22).
/// </summary>
public static class EditAgreement
{
    /// <param name="Title">Its title.</param>
    /// <param name="Terms">What is agreed, in words.</param>
    /// <param name="ValidFrom">The first day on which it may be relied on.</param>
    /// <param name="ValidUntil">The last day.</param>
    public sealed record Request(
        [property: Name(200)] string Title,
        [property: Text(20_000)] string Terms,
        [property: Day] DateOnly ValidFrom,
        [property: Day] DateOnly ValidUntil);

    private static readonly string[] Editable = [AgreementState.Draft, AgreementState.Proposed, AgreementState.Signed];

    public static void Map(RouteGroupBuilder api) => api.MapPut("/agreements/{id:guid}", HandleAsync)
        .WithName(nameof(EditAgreement)).WithSummary("Change the text of an agreement that is not in force").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (request.ValidUntil < request.ValidFrom) return Problems.EndsBeforeItStarts("D22", request.ValidFrom, request.ValidUntil);
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (!Editable.Contains(held.State)) return Problems.AgreementNotIn(held, Editable);

        var edited = held.Edited(request.Title, request.Terms, request.ValidFrom, request.ValidUntil);
        await AgreementRow.RecordAsync(work, events, edited, new Done("edited"), act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }
}

using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>
/// A party proposes another text for an agreement in force. The old text stays in force until all parties have signed the new one (D23).
/// </summary>
public static class AmendAgreement
{
    /// <param name="Title">The new title.</param>
    /// <param name="Terms">The new terms, in words.</param>
    /// <param name="ValidUntil">The new last day.</param>
    public sealed record Request(
        [property: Name(200)] string Title, [property: Text(20_000)] string Terms, [property: Day] DateOnly ValidUntil);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/agreements/{id:guid}/amendments", ProposeAsync).WithName("ProposeAmendment")
            .WithSummary("Propose another text for an active agreement").Allow(Roles.Signatory);
        api.MapPut("/agreements/{id:guid}/amendment", EditAsync).WithName("EditAmendment")
            .WithSummary("Change the proposed amendment; that voids the signatures on it").Allow(Roles.Signatory);
        api.MapPost("/agreements/{id:guid}/amendment/withdrawal", WithdrawAsync).WithName("WithdrawAmendment")
            .WithSummary("Withdraw the proposed amendment").Allow(Roles.Signatory);
    }

    private static async Task<Results<Created<Agreement>, Refusal>> ProposeAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (request.ValidUntil < held.ValidFrom) return Problems.EndsBeforeItStarts("D23", held.ValidFrom, request.ValidUntil);
        if (held.State != AgreementState.Active) return Problems.AgreementNotIn(held, AgreementState.Active);
        if (held.Amendment is not null) return Problems.AmendmentPending(held);

        var proposed = await AddAsync(work, held, request, act);
        await AgreementRow.RecordAsync(work, events, proposed, new Done("amendment proposed"), act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/agreements/{id}", proposed));
    }

    private static async Task<Results<Ok<Agreement>, Refusal>> EditAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (request.ValidUntil < held.ValidFrom) return Problems.EndsBeforeItStarts("D23", held.ValidFrom, request.ValidUntil);
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (held.State != AgreementState.Active) return Problems.AgreementNotIn(held, AgreementState.Active);
        if (held.Amendment is not { } former) return Problems.NoAmendment(held);

        // The former wording stays readable with its signatures, which no longer count.
        await TextRow.SetStateAsync(work, id, former, "voided");
        var edited = await AddAsync(work, held, request, act);
        await AgreementRow.RecordAsync(work, events, edited, new Done("amendment edited"), act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }

    private static async Task<Results<Ok<Agreement>, Refusal>> WithdrawAsync(Guid id, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.State != AgreementState.Active) return Problems.AgreementNotIn(held, AgreementState.Active);
        if (held.Amendment is not { } proposed) return Problems.NoAmendment(held);

        await TextRow.SetStateAsync(work, id, proposed, "withdrawn");
        var next = held.Next() with { Amendment = null };
        await AgreementRow.RecordAsync(work, events, next, new Done("amendment withdrawn"), act);
        return await work.CommitAsync(TypedResults.Ok(next));
    }

    // The new text amends what is in force now.
    private static async Task<Agreement> AddAsync(UnitOfWork work, Agreement held, Request request, Act act)
    {
        var (title, terms, until) = (request.Title, request.Terms, request.ValidUntil);
        var text = AgreementText.Of(held.Kind, title, terms, held.Parties, held.ValidFrom, until, held.TextHash);
        var revision = await TextRow.NextRevisionAsync(work, held.Id);
        var proposed = new Amendment(revision, act.Caller.Org, title, terms, until, text.Text, text.Hash, []);
        await TextRow.AddAsync(work, held.Id, proposed);
        return held.Next() with { Amendment = proposed };
    }
}

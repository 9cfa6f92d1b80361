using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A party proposes another text for an agreement in force, which stays in force until all parties have signed the new one (D23).</summary>
public static class AmendAgreement
{
    /// <param name="Title">The title that the agreement is to have.</param>
    /// <param name="Terms">What is to be agreed, in words.</param>
    /// <param name="ValidUntil">The last day that it is to have.</param>
    public sealed record Request([property: Name(200)] string Title, [property: Text(20_000)] string Terms, [property: Day] DateOnly ValidUntil);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/agreements/{id:guid}/amendments", ProposeAsync).WithName("ProposeAmendment").WithSummary("Propose another text for an active agreement").Allow(Roles.Signatory);
        api.MapPut("/agreements/{id:guid}/amendment", EditAsync).WithName("EditAmendment").WithSummary("Change the proposed amendment; that voids the signatures on it").Allow(Roles.Signatory);
        api.MapPost("/agreements/{id:guid}/amendment/withdrawal", WithdrawAsync).WithName("WithdrawAmendment").WithSummary("Withdraw the proposed amendment").Allow(Roles.Signatory);
    }

    private static async Task<Results<Created<Agreement>, Refusal>> ProposeAsync(Guid id, Request request, UnitOfWork work, Caller caller, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (request.ValidUntil < found.ValidFrom) return Problems.EndsBeforeItStarts("D23", found.ValidFrom, request.ValidUntil);
        var proposed = await work.ExecuteAsync("UPDATE partnership.agreement SET version = version + 1 WHERE id = @id AND state = 'active' AND pending_revision = 0", new { id });
        if (proposed == 0) return found.State == "active" ? Problems.AmendmentPending(found) : Problems.AgreementNotIn(found, "active");
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/agreements/{id}", await AddAsync(id, request, "amendment proposed", work, caller, history)));
    }

    private static async Task<Results<Ok<Agreement>, Refusal>> EditAsync(Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Caller caller, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (request.ValidUntil < found.ValidFrom) return Problems.EndsBeforeItStarts("D23", found.ValidFrom, request.ValidUntil);
        var edited = await work.ExecuteAsync(
            "UPDATE partnership.agreement SET version = version + 1 WHERE id = @id AND version = @Version AND state = 'active' AND pending_revision > 0", new { id, ifMatch.Version });
        if (edited == 0) return found.Version == ifMatch.Version ? NothingProposed(found) : CommonProblems.PreconditionFailed(found.Version);
        // The former wording stays readable with the signatures that were on it, which do not count any more.
        await TextRow.EndPendingAsync(work, id, "voided");
        return await work.CommitAsync(TypedResults.Ok(await AddAsync(id, request, "amendment edited", work, caller, history)));
    }

    private static async Task<Results<Ok<Agreement>, Refusal>> WithdrawAsync(Guid id, UnitOfWork work, Caller caller, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        var withdrawn = await work.ExecuteAsync("UPDATE partnership.agreement SET version = version + 1 WHERE id = @id AND state = 'active' AND pending_revision > 0", new { id });
        if (withdrawn == 0) return NothingProposed(found);
        await TextRow.EndPendingAsync(work, id, "withdrawn");
        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await history.RecordAsync("agreement", id, agreement, "amendment withdrawn", caller, agreement.Audience);
        return await work.CommitAsync(TypedResults.Ok(agreement));
    }

    private static Refusal NothingProposed(Agreement found) => found.State == "active" ? Problems.NoAmendment(found) : Problems.AgreementNotIn(found, "active");

    // The agreement's row is held: what is in force now is what the new text amends.
    private static async Task<Agreement> AddAsync(Guid id, Request request, string action, UnitOfWork work, Caller caller, History history)
    {
        var amended = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        var text = AgreementText.Of(amended.Kind, request.Title, request.Terms, amended.Parties, amended.ValidFrom, request.ValidUntil, amended.TextHash);
        var revision = 1 + await work.SingleAsync<int>("SELECT MAX(t.revision) FROM partnership.agreement_text t WHERE t.agreement_id = @id", new { id });
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.agreement_text (agreement_id, revision, title, terms, valid_until, text, text_hash, state, proposed_by)
            VALUES (@id, @revision, @Title, @Terms, @ValidUntil, @Text, @Hash, 'proposed', @Org)
            """,
            new { id, revision, request.Title, request.Terms, request.ValidUntil, text.Text, text.Hash, caller.Org });
        await work.ExecuteAsync("UPDATE partnership.agreement SET pending_revision = @revision WHERE id = @id", new { id, revision });
        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await history.RecordAsync("agreement", id, agreement, action, caller, agreement.Audience);
        return agreement;
    }
}

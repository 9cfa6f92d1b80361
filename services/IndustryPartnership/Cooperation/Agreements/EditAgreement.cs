using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>Until all have signed, a party may change the text; that voids every signature given, since they were on another one (D22).</summary>
public static class EditAgreement
{
    /// <param name="Title">Its title.</param>
    /// <param name="Terms">What is agreed, in words.</param>
    /// <param name="ValidFrom">The first day on which it may be relied on.</param>
    /// <param name="ValidUntil">The last day.</param>
    public sealed record Request([property: Name(200)] string Title, [property: Text(20_000)] string Terms, [property: Day] DateOnly ValidFrom, [property: Day] DateOnly ValidUntil);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/agreements/{id:guid}", HandleAsync)
        .WithName(nameof(EditAgreement)).WithSummary("Change the text of an agreement that is not in force").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Caller caller, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (request.ValidUntil < request.ValidFrom) return Problems.EndsBeforeItStarts("D22", request.ValidFrom, request.ValidUntil);

        var text = AgreementText.Of(found.Kind, request.Title, request.Terms, found.Parties, request.ValidFrom, request.ValidUntil);
        var edited = await work.ExecuteAsync(
            """
            UPDATE partnership.agreement
            SET title = @Title, terms = @Terms, valid_from = @ValidFrom, valid_until = @ValidUntil, text = @Text, text_hash = @Hash,
                revision = revision + 1, version = version + 1, state = CASE WHEN state = 'draft' THEN 'draft' ELSE 'proposed' END
            WHERE id = @id AND version = @Version AND state IN ('draft', 'proposed', 'signed')
            """,
            new { id, request.Title, request.Terms, request.ValidFrom, request.ValidUntil, text.Text, text.Hash, ifMatch.Version });
        if (edited == 0) return found.Version == ifMatch.Version ? Problems.AgreementNotIn(found, "draft", "proposed", "signed") : CommonProblems.PreconditionFailed(found.Version);

        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await history.RecordAsync("agreement", id, agreement, "edited", caller, agreement.Audience);
        return await work.CommitAsync(TypedResults.Ok(agreement));
    }
}

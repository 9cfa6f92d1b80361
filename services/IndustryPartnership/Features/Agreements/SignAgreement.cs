using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Agreements;

/// <summary>A party signs the text that it has read, by its hash; with the last of n signatures the agreement is active (D22).</summary>
public static class SignAgreement
{
    /// <param name="TextHash">The SHA-256 of the text that is signed, as the agreement shows it.</param>
    public sealed record Request([property: Required, RegularExpression("^[0-9a-f]{64}$")] string TextHash);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/signatures", HandleAsync)
        .WithName(nameof(SignAgreement)).WithSummary("Sign an agreement's text").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();

        // The agreement's row first, so that an edit and a signature do not cross; then the parties', so that none is closed meanwhile.
        var signed = await work.ExecuteAsync(
            "UPDATE partnership.agreement SET state = 'signed', version = version + 1 WHERE id = @id AND state IN ('proposed', 'signed') AND text_hash = @TextHash", new { id, request.TextHash });
        if (signed == 0) return found.State is "proposed" or "signed" ? Problems.AnotherText("D22", request.TextHash, found.TextHash) : Problems.AgreementNotIn(found, "proposed", "signed");
        if (found.ValidUntil < today.Value) return Problems.AgreementPast(found.ValidUntil, today.Value);
        var verified = await work.ExecuteAsync("UPDATE partnership.organisation SET guard = guard + 1 WHERE code IN @Parties AND state = 'verified'", new { found.Parties });
        if (verified < found.Parties.Count) return Problems.PartiesNotVerified(await work.QueryAsync<string>("SELECT code FROM partnership.organisation WHERE code IN @Parties AND state <> 'verified' ORDER BY code", new { found.Parties }));

        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.agreement_signature (agreement_id, revision, organisation, signed_by, signed_at)
            SELECT id, revision, @Org, @Actor, @now FROM partnership.agreement WHERE id = @id
            """,
            new { id, caller.Org, caller.Actor, now = clock.GetUtcNow() });
        if (!isNew) return Problems.AlreadySigned("D22", found.Signatures.Select(signature => signature.Organisation));
        await work.ExecuteAsync(
            """
            UPDATE partnership.agreement SET state = 'active'
            WHERE id = @id AND NOT EXISTS (
                SELECT 1 FROM partnership.agreement_party p
                WHERE p.agreement_id = partnership.agreement.id AND NOT EXISTS (
                    SELECT 1 FROM partnership.agreement_signature s
                    WHERE s.agreement_id = p.agreement_id AND s.organisation = p.organisation AND s.revision = partnership.agreement.revision))
            """,
            new { id });

        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await work.AuditAsync("agreement", id, agreement.Version, agreement.State == "active" ? "signed by all" : "signed", caller);
        if (agreement.State == "active") await events.Publish(AgreementRow.Fact(agreement, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(agreement));
    }
}

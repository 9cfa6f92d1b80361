using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A party drafts an agreement; nobody else sees it before it is proposed (D22).</summary>
public static class DraftAgreement
{
    /// <param name="Kind">What it is about.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Terms">What is agreed, in words.</param>
    /// <param name="Parties">The codes of all organisations that are to sign, your own among them.</param>
    /// <param name="ValidFrom">The first day on which it may be relied on.</param>
    /// <param name="ValidUntil">The last day.</param>
    public sealed record Request(
        [property: OneOf(AgreementKind.StrategicCooperation, AgreementKind.Articulation, AgreementKind.InternshipFramework)] string Kind,
        [property: Name(200)] string Title,
        [property: Text(20_000)] string Terms,
        [property: MinLength(2), MaxLength(20), Code] IReadOnlyList<string> Parties,
        [property: Day] DateOnly ValidFrom,
        [property: Day] DateOnly ValidUntil);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements", HandleAsync)
        .WithName(nameof(DraftAgreement)).WithSummary("Draft an agreement").Allow(Roles.Signatory);

    private static async Task<Results<Created<Agreement>, Refusal>> HandleAsync(Request request, UnitOfWork work, Caller caller, TimeProvider clock, History history)
    {
        if (request.ValidUntil < request.ValidFrom) return Problems.EndsBeforeItStarts("D22", request.ValidFrom, request.ValidUntil);
        var parties = request.Parties.Distinct().ToList();
        var known = await work.QueryAsync<string>("SELECT code FROM partnership.organisation WHERE code IN @parties AND state <> 'closed'", new { parties });
        if (!parties.Contains(caller.Org)) return Problems.NotAParty("D22", caller.Org, parties, [.. parties.Except(known)]);
        if (known.Count < parties.Count || parties.Count < 2) return Problems.PartiesUnknown(parties.Except(known), parties.Count);

        var id = Guid.CreateVersion7();
        var text = AgreementText.Of(request.Kind, request.Title, request.Terms, parties, request.ValidFrom, request.ValidUntil);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.agreement (id, kind, title, terms, valid_from, valid_until, state, drafted_by, revision, text, text_hash, version, created_at)
            VALUES (@id, @Kind, @Title, @Terms, @ValidFrom, @ValidUntil, 'draft', @Org, 1, @Text, @Hash, 1, @now)
            """,
            new { id, request.Kind, request.Title, request.Terms, request.ValidFrom, request.ValidUntil, caller.Org, text.Text, text.Hash, now = clock.GetUtcNow() });
        foreach (var organisation in parties)
        {
            await work.ExecuteAsync("INSERT INTO partnership.agreement_party (agreement_id, organisation) VALUES (@id, @organisation)", new { id, organisation });
        }
        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await history.RecordAsync("agreement", id, agreement, "drafted", caller, agreement.Audience);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/agreements/{id}", agreement));
    }
}

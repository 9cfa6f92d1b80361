using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Templates;

/// <summary>
/// An institution keeps the template of its placements' agreements, each time as a new version (D31). The next version corrects a mistake.
/// The institution reads all its versions.
/// </summary>
public static class AgreementTemplates
{
    /// <param name="Clauses">All clauses of the new version.</param>
    /// <param name="Reason">Why it changes; kept in the audit.</param>
    public sealed record Request(
        [property: Required] AgreementClauses Clauses, [property: Text(400)] string? Reason = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/agreement-templates", KeepAsync).WithName("KeepAgreementTemplate")
            .WithSummary("Keep a new version of the template of your placements' agreements").Allow(Roles.Coordinator, Roles.Signatory);
        api.MapGet("/agreement-templates", ListAsync).WithName("ListAgreementTemplates")
            .WithSummary("List the versions of your template, oldest first").Allow(Roles.Coordinator, Roles.Signatory);
    }

    private static async Task<Results<Created<AgreementTemplate>, Refusal>> KeepAsync(Request request, UnitOfWork work, Act act)
    {
        // Lock the organisation's row first, so that two concurrent versions get different numbers.
        var isSchool = await work.ExecuteAsync(
            """
            UPDATE partnership.organisation SET guard = guard + 1
            WHERE code = @Org AND state = 'verified' AND kind IN ('university', 'vocational-college', 'secondary-school')
            """,
            new { act.Caller.Org });
        if (isSchool == 0) return Problems.NoLearnersHere(act.Caller.Org);
        var current = await CurrentAsync(work, act.Caller.Org);

        var text = CanonicalJson.Write(request.Clauses.ToJson());
        var kept = new AgreementTemplate(
            act.Caller.Org, (current?.Version ?? 0) + 1, request.Clauses, CanonicalJson.Hash(text), act.Today);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.agreement_template (institution, version, clauses, clauses_hash, kept_on, created_at)
            VALUES (@Institution, @Version, @text, @ClausesHash, @KeptOn, @Now)
            """,
            new { kept.Institution, kept.Version, text, kept.ClausesHash, kept.KeptOn, act.Now });
        await work.AuditAsync("agreement-template", kept.Institution, kept.Version, "kept", act, request.Reason);
        return await work.CommitAsync(TypedResults.Created("/industry-partnership/v1/agreement-templates", kept));
    }

    private static async Task<Ok<Page<AgreementTemplate>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct) => paging.Reply(
        http,
        await paging.ReadAsync<TemplateRow>(
            db,
            "SELECT " + TemplateRow.Columns + " FROM partnership.agreement_template t WHERE t.institution = @Org",
            new { caller.Org }, ct),
        row => row.Seq,
        row => row.Show());

    /// <summary>The present template; null if the institution has none.</summary>
    internal static async Task<AgreementTemplate?> CurrentAsync(IReader reader, string institution) => (await reader.FindAsync<TemplateRow>(
        "SELECT " + TemplateRow.Columns
        + " FROM partnership.agreement_template t WHERE t.institution = @institution "
        + "AND t.version = (SELECT MAX(n.version) FROM partnership.agreement_template n WHERE n.institution = @institution)",
        new { institution }))?.Show();

    /// <summary>Why no agreement on a slot can be written for the institution's learners; null if one can.</summary>
    internal static Refusal? WhyNot(AgreementTemplate? template, RulePacks packs, Slot slot, string institution) =>
        packs.AgreementOn(slot.Facts) is { } limits
        && TripartiteAgreement.Missing(template?.Clauses, limits) is { Count: > 0 } missing
            ? Problems.ClausesMissing(institution, template?.Version, missing)
            : null;
}

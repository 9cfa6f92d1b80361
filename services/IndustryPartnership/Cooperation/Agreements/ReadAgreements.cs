using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>The parties' people with a role for agreements see them. For anybody else, an agreement does not exist.</summary>
public static class ReadAgreements
{
    internal static readonly string[] Readers =
        [Roles.OrgAdmin, Roles.Signatory, Roles.Coordinator, Roles.InternshipManager, Roles.Registrar];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/agreements", ListAsync).WithName("ListAgreements")
            .WithSummary("List your organisation's agreements").Allow(Readers);
        api.MapGet("/agreements/{id:guid}", GetAsync).WithName("GetAgreement")
            .WithSummary("Read an agreement that your organisation is a party to, now, as of a day or as known on a day").Allow(Readers);
        api.MapGet("/agreements/{id:guid}/history", HistoryAsync).WithName("ListAgreementHistory")
            .WithSummary("Read the history of an agreement").Allow(Readers);
        api.MapGet("/agreements/{id:guid}/texts", TextsAsync).WithName("ListAgreementTexts")
            .WithSummary("Read every text that was in force or was proposed as an amendment (D23)").Allow(Readers);
    }

    private static async Task<Ok<Page<Agreement>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] AgreementFilter filter, Db db, Act act, CancellationToken ct)
    {
        // In force on a day, as known now: a termination counts from its day on.
        var rows = await paging.ReadAsync<AgreementRow>(
            db,
            AgreementRow.Select +
            """
             WHERE (@Kind IS NULL OR a.kind = @Kind)
                AND (@State IS NULL OR a.state = @State)
                AND (@Party IS NULL OR EXISTS (
                    SELECT 1
                    FROM partnership.agreement_party p
                    WHERE p.agreement_id = a.id AND p.organisation = @Party))
                AND (@ValidOn IS NULL OR (a.state IN ('active', 'terminated', 'expired') AND a.valid_from <= @ValidOn
                    AND a.valid_until >= @ValidOn AND (a.terminated_on IS NULL OR a.terminated_on > @ValidOn)))
            """ + " AND (@Measure IS NULL OR a.id IN (" + Tags.OfMeasure + ")) AND (@Strategy IS NULL OR a.id IN (" + Tags.OfStrategy + "))"
            + " AND " + AgreementRow.Visible,
            new
            {
                filter.Kind,
                filter.State,
                filter.Party,
                filter.ValidOn,
                filter.Measure,
                filter.Strategy,
                org = act.Caller.Org,
            }, ct);
        var agreements = (await AgreementRow.ShowAsync(db, rows, ct)).ToDictionary(agreement => agreement.Id);
        return paging.Reply(http, rows, row => row.Seq, row => agreements[row.Id]);
    }

    private static async Task<Results<Ok<Agreement>, Refusal>> GetAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (await AgreementRow.FindAsync(db, id, act, ct) is not { } found) return CommonProblems.NotFound();
        if ((asOf ?? knownOn) is not { } day) return TypedResults.Ok(found.AsOf(act.Today));
        var audiences = found.AudiencesOf(act.Caller.Org);
        var then = await History.FindAsync<Agreement>(db, AgreementRow.Kind, id, audiences, asOf, knownOn, ct);
        return then is null ? CommonProblems.NotFound() : TypedResults.Ok(then.AsOf(day));
    }

    /// <summary>The agreement as it is today, if the party may see it.</summary>
    internal static async Task<Agreement?> PresentAsync(IReader reader, Guid id, Act act) =>
        (await AgreementRow.FindAsync(reader, id, act, default))?.AsOf(act.Today);

    private static async Task<Results<Ok<Page<Change<Agreement>>>, Refusal>> HistoryAsync(
        Guid id, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct) =>
        await AgreementRow.FindAsync(db, id, act, ct) is { } found
            ? await History.ListAsync<Agreement>(http, paging, db, AgreementRow.Kind, id, found.AudiencesOf(act.Caller.Org), ct)
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<RevisedText>>, Refusal>> TextsAsync(
        Guid id, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct)
    {
        if (await AgreementRow.FindAsync(db, id, act, ct) is null) return CommonProblems.NotFound();
        var rows = await TextRow.ListAsync(db, id, paging, ct);
        var signatures = await SignatureRow.OfAsync(db, [id], ct);
        return paging.Reply(http, rows, row => row.Revision, row => row.Show(signatures));
    }
}

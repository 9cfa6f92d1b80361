using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>Consortia that were founded are public to everybody with a token; before that they are seen by those that are named in them.</summary>
public static class ReadConsortia
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/consortia", ListAsync).WithName("ListConsortia").WithSummary("List consortia, such as those that an organisation is in");
        api.MapGet("/consortia/{id:guid}", GetAsync).WithName("GetConsortium").WithSummary("Read a consortium, as it is or as of a day");
        api.MapGet("/consortia/{id:guid}/history", HistoryAsync).WithName("GetConsortiumHistory").WithSummary("Read what became of a consortium");
    }

    private static async Task<Ok<Page<Consortium>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, Today today, CancellationToken ct,
        [Code] string? party = null,
        [OneOf("proposed", "founded", "dissolved", "withdrawn")] string? state = null,
        [Name(100)] string? field = null,
        [OneOf(Measure.IntegratingCourses, Measure.IntegratingTeachers, Measure.GeneralEducation, Measure.IndustryIntegration)] string? measure = null,
        [Name(100)] string? strategy = null)
    {
        var rows = await db.QueryAsync<ConsortiumRow>(
            ConsortiumRow.Select + "WHERE c.seq > @After AND (@state IS NULL OR c.state = @state) AND (@field IS NULL OR c.field = @field) AND (@party IS NULL OR c.id IN (" + Members.OfParty + ")) AND "
            + "(@measure IS NULL OR c.id IN (" + Tags.OfMeasure + ")) AND (@strategy IS NULL OR c.id IN (" + Tags.OfStrategy + ")) AND " + ConsortiumRow.Visible + " ORDER BY c.seq " + Db.Page,
            new { paging.After, limit = paging.Limit, state, field, party, measure, strategy, org = caller.Org, today = today.Value }, ct);
        var shown = (await ConsortiumRow.ShowAsync(db, rows, caller.Org, ct)).ToDictionary(consortium => consortium.Id);
        return paging.Reply(http, rows, row => row.Seq, row => shown[row.Id]);
    }

    // asOf is the day that is asked about, knownOn the last business date whose records count: without both, the present.
    private static async Task<Results<Ok<Consortium>, Refusal>> GetAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (await ConsortiumRow.FindAsync(db, id, caller.Org, ct) is not { } found) return CommonProblems.NotFound();
        if (asOf is null && knownOn is null) return TypedResults.Ok(found);
        var audiences = await AudiencesAsync(db, id, caller, ct);
        // Before it began nothing of it had a day of its own.
        var then = found.FoundedOn is null
            ? await History.FindAsync<Consortium>(db, ConsortiumRow.Kind, id, audiences, asOf, knownOn, ct)
            : (await History.FindDatedAsync<Consortium>(db, ConsortiumRow.Kind, id, audiences, asOf ?? today.Value, knownOn, ct))?.AsOf(asOf ?? today.Value);
        return then is null ? CommonProblems.NotFound() : TypedResults.Ok(then);
    }

    private static async Task<Results<Ok<Page<Change<Consortium>>>, Refusal>> HistoryAsync(Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await ConsortiumRow.FindAsync(db, id, caller.Org, ct) is null) return CommonProblems.NotFound();
        return await History.ListAsync<Consortium>(http, paging, db, ConsortiumRow.Kind, id, await AudiencesAsync(db, id, caller, ct), ct);
    }

    private static async Task<string[]> AudiencesAsync(Db db, Guid id, Caller caller, CancellationToken ct) =>
        await Members.IsNamedAsync(db, id, caller.Org, ct) ? [History.Public, History.Parties] : [History.Public];
}

using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>Bases that were approved are public to everybody with a token; before that they are their parties' and the authorities'.</summary>
public static class ReadBases
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/bases", ListAsync).WithName("ListBases").WithSummary("List bases, such as those of a skill that may be used on a day");
        api.MapGet("/bases/{id:guid}", GetAsync).WithName("GetBase").WithSummary("Read a base, as it is or as of a day");
        api.MapGet("/bases/{id:guid}/history", HistoryAsync).WithName("GetBaseHistory").WithSummary("Read what became of a base");
    }

    private static async Task<Ok<Page<Base>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, Today today, CancellationToken ct,
        [OneOf("proposed", "active", "suspended", "expired", "withdrawn")] string? state = null,
        [Name(100)] string? skill = null, [Name(100)] string? field = null, DateOnly? activeOn = null, [Code] string? party = null,
        [OneOf(Measure.IntegratingCourses, Measure.IntegratingTeachers, Measure.GeneralEducation, Measure.IndustryIntegration)] string? measure = null,
        [Name(100)] string? strategy = null)
    {
        var rows = await db.QueryAsync<BaseRow>(
            BaseRow.Select + "WHERE b.seq > @After AND (@state IS NULL OR " + BaseRow.State + " = @state) AND (@field IS NULL OR b.field = @field) AND "
            + "(@skill IS NULL OR EXISTS (SELECT 1 FROM partnership.base_skill s WHERE s.base_id = b.id AND s.skill = @skill)) AND "
            + "(@activeOn IS NULL OR EXISTS (SELECT 1 FROM partnership.base_period p WHERE p.base_id = b.id AND p.from_day <= @activeOn AND p.until_day >= @activeOn)) AND "
            + "(@party IS NULL OR b.id IN (" + Members.OfParty + ")) AND (@measure IS NULL OR b.id IN (" + Tags.OfMeasure + ")) AND (@strategy IS NULL OR b.id IN (" + Tags.OfStrategy + ")) AND "
            + BaseRow.Visible + " ORDER BY b.seq " + Db.Page,
            new { paging.After, limit = paging.Limit, state, skill, field, activeOn, party, measure, strategy, org = caller.Org, isAuthority = BaseRow.Authority(caller), today = today.Value }, ct);
        var bases = (await BaseRow.ShowAsync(db, rows, caller, today.Value, ct)).ToDictionary(shown => shown.Id);
        return paging.Reply(http, rows, row => row.Seq, row => bases[row.Id]);
    }

    // asOf is the day that is asked about, knownOn the last business date whose records count: without both, the present.
    private static async Task<Results<Ok<Base>, Refusal>> GetAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (await BaseRow.FindAsync(db, id, caller, today.Value, ct) is not { } found) return CommonProblems.NotFound();
        if (asOf is null && knownOn is null) return TypedResults.Ok(found);
        var audiences = await AudiencesAsync(db, id, caller, ct);
        // Before it began nothing of it had a day of its own.
        var then = found.ApprovedBy is null
            ? await History.FindAsync<Base>(db, BaseRow.Kind, id, audiences, asOf, knownOn, ct)
            : (await History.FindDatedAsync<Base>(db, BaseRow.Kind, id, audiences, asOf ?? today.Value, knownOn, ct))?.AsOf(asOf ?? today.Value);
        return then is null ? CommonProblems.NotFound() : TypedResults.Ok(then);
    }

    private static async Task<Results<Ok<Page<Change<Base>>>, Refusal>> HistoryAsync(Guid id, HttpContext http, Paging paging, Db db, Caller caller, Today today, CancellationToken ct)
    {
        if (await BaseRow.FindAsync(db, id, caller, today.Value, ct) is null) return CommonProblems.NotFound();
        return await History.ListAsync<Base>(http, paging, db, BaseRow.Kind, id, await AudiencesAsync(db, id, caller, ct), ct);
    }

    private static async Task<string[]> AudiencesAsync(Db db, Guid id, Caller caller, CancellationToken ct) =>
        BaseRow.Authority(caller) == 1 || await Members.IsNamedAsync(db, id, caller.Org, ct) ? [History.Public, History.Parties] : [History.Public];
}

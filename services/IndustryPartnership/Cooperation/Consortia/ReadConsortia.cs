using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>Founded consortia are public to everyone with a token. Before that, the organisations named in them see them.</summary>
public static class ReadConsortia
{
    private static readonly JoinedHistory<Consortium> Past = new(ConsortiumRow.Kind, ConsortiumRow.FindAsync);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/consortia", ListAsync).WithName("ListConsortia")
            .WithSummary("List consortia, such as those that an organisation is in");
        api.MapGet("/consortia/{id:guid}", Past.GetAsync).WithName("GetConsortium")
            .WithSummary("Read a consortium, as it is or as of a day");
        api.MapGet("/consortia/{id:guid}/history", Past.ListAsync).WithName("GetConsortiumHistory")
            .WithSummary("Read the history of a consortium");
    }

    private static async Task<Ok<Page<Consortium>>> ListAsync(
        HttpContext http, Paging paging, Db db, Act act, CancellationToken ct,
        [Code] string? party = null,
        [OneOf("proposed", "founded", "dissolved", "withdrawn")] string? state = null,
        [Name(100)] string? field = null,
        [OneOf(Measure.IntegratingCourses, Measure.IntegratingTeachers, Measure.GeneralEducation, Measure.IndustryIntegration)]
        string? measure = null,
        [Name(100)] string? strategy = null)
    {
        var rows = await db.QueryAsync<ConsortiumRow>(
            ConsortiumRow.Select +
            """
             WHERE c.seq > @After
                AND (@state IS NULL OR c.state = @state)
                AND (@field IS NULL OR c.field = @field)
                AND (@party IS NULL OR c.id IN (
            """ + MemberRow.OfParty + ")) AND (@measure IS NULL OR c.id IN (" + Tags.OfMeasure + "))"
            + " AND (@strategy IS NULL OR c.id IN (" + Tags.OfStrategy + ")) AND " + ConsortiumRow.Visible
            + " ORDER BY c.seq " + Db.Page,
            new
            {
                paging.After,
                limit = paging.Limit,
                state,
                field,
                party,
                measure,
                strategy,
                org = act.Caller.Org,
                today = act.Today,
            }, ct);
        var shown = (await ConsortiumRow.ShowAsync(db, rows, ct)).ToDictionary(consortium => consortium.Id);
        return paging.Reply(http, rows, row => row.Seq, row => shown[row.Id].SeenBy(act.Caller));
    }
}

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
        HttpContext http, Paging paging, [AsParameters] ConsortiumFilter filter, Db db, Act act, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<ConsortiumRow>(
            db,
            ConsortiumRow.Select +
            """
             WHERE (@State IS NULL OR c.state = @State)
                AND (@Field IS NULL OR c.field = @Field)
                AND (@Party IS NULL OR c.id IN (
            """ + MemberRow.OfParty + ")) AND (@Measure IS NULL OR c.id IN (" + Tags.OfMeasure + "))"
            + " AND (@Strategy IS NULL OR c.id IN (" + Tags.OfStrategy + ")) AND " + ConsortiumRow.Visible,
            new
            {
                filter.State,
                filter.Field,
                filter.Party,
                filter.Measure,
                filter.Strategy,
                org = act.Caller.Org,
                today = act.Today,
            }, ct);
        var shown = (await ConsortiumRow.ShowAsync(db, rows, ct)).ToDictionary(consortium => consortium.Id);
        return paging.Reply(http, rows, row => row.Seq, row => shown[row.Id].SeenBy(act.Caller));
    }
}

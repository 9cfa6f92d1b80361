using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>Approved bases are public to everyone with a token. Before that, their parties and the authorities see them.</summary>
public static class ReadBases
{
    private static readonly JoinedHistory<Base> Past = new(BaseRow.Kind, BaseRow.FindAsync);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/bases", ListAsync).WithName("ListBases")
            .WithSummary("List bases, for example by skill or by usable day");
        api.MapGet("/bases/{id:guid}", Past.GetAsync).WithName("GetBase")
            .WithSummary("Read a base, as it is or as of a day");
        api.MapGet("/bases/{id:guid}/history", Past.ListAsync).WithName("GetBaseHistory")
            .WithSummary("Read the history of a base");
    }

    private static async Task<Ok<Page<Base>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] BaseFilter filter, Db db, Act act, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<BaseRow>(
            db,
            BaseRow.Select +
            """
             WHERE (@Field IS NULL OR b.field = @Field)
                AND (@Skill IS NULL OR EXISTS (SELECT 1 FROM partnership.base_skill s WHERE s.base_id = b.id AND s.skill = @Skill))
                AND (@ActiveOn IS NULL OR EXISTS (
                    SELECT 1
                    FROM partnership.base_period p
                    WHERE p.base_id = b.id AND p.from_day <= @ActiveOn AND p.until_day >= @ActiveOn))
                AND (@State IS NULL OR @State =
            """ + " " + BaseRow.ShownAs + ") AND (@Party IS NULL OR b.id IN (" + MemberRow.OfParty + "))"
            + " AND (@Measure IS NULL OR b.id IN (" + Tags.OfMeasure + ")) AND (@Strategy IS NULL OR b.id IN (" + Tags.OfStrategy + "))"
            + " AND " + BaseRow.Visible,
            new
            {
                filter.State,
                filter.Skill,
                filter.Field,
                filter.ActiveOn,
                filter.Party,
                filter.Measure,
                filter.Strategy,
                org = act.Caller.Org,
                isAuthority = BaseRow.IsAuthority(act.Caller) ? 1 : 0,
                today = act.Today,
            }, ct);
        var bases = (await BaseRow.ShowAsync(db, rows, act.Today, ct)).ToDictionary(shown => shown.Id);
        return paging.Reply(http, rows, row => row.Seq, row => bases[row.Id].SeenBy(act.Caller));
    }
}

using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Imports;

/// <summary>How far imports have come, for the organisation that sent them.</summary>
internal static class ReadImports
{
    public static void Map(RouteGroupBuilder imports, string[] roles)
    {
        imports.MapGet("", ListAsync).WithName("ListImports").WithSummary("List your organisation's imports").Allow(roles);
        imports.MapGet("/{id:guid}", GetAsync).WithName("GetImport").WithSummary("Read how far an import has come").Allow(roles);
    }

    private static async Task<Ok<Page<ImportJob>>> ListAsync(
        HttpContext http, Paging paging, Db db, IEnumerable<ImportKind> kinds, Act act, CancellationToken ct)
    {
        var rows = await JobStore.ListAsync(
            db, act.Caller, ImportRoutes.Of(kinds, act.Caller), paging, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply(act.Now));
    }

    private static async Task<Results<Ok<ImportJob>, Refusal>> GetAsync(
        Guid id, Db db, IEnumerable<ImportKind> kinds, Act act, CancellationToken ct) =>
        await JobStore.FindAsync(db, id, act.Caller, ImportRoutes.Of(kinds, act.Caller), ct) is { } job
            ? TypedResults.Ok(job.ToReply(act.Now))
            : CommonProblems.NotFound();
}

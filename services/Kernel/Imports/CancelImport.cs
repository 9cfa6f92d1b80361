using Contracts.Platform;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Imports;

/// <summary>Stops an import behind the last recorded row. What was accepted until then stays; the reply says how much.</summary>
internal static class CancelImport
{
    public static void Map(RouteGroupBuilder imports, string[] roles) => imports.MapPost("/{id:guid}/cancel", HandleAsync)
        .WithName(nameof(CancelImport)).WithSummary("Cancel an import").Allow(roles);

    private static async Task<Results<Ok<ImportJob>, Refusal>> HandleAsync(
        Guid id, UnitOfWork work, IPublishEndpoint events, IEnumerable<ImportKind> kinds, ServiceName service, Act act)
    {
        var own = ImportRoutes.Of(kinds, act.Caller);
        if (await JobStore.FindAsync(work, id, act.Caller, own, CancellationToken.None) is not { } job) return CommonProblems.NotFound();
        if (!job.IsOpen) return ImportProblems.HasEnded(job);

        var cancelled = job with { State = ImportState.Cancelled, EndedAt = act.Now, Version = job.Version + 1 };
        await JobStore.EndAsync(work, events, service, cancelled, act);
        return await work.CommitAsync(TypedResults.Ok(cancelled.ToReply(act.Now)));
    }
}

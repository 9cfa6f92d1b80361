using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>
/// The institution that recorded a passed module withdraws it (D43). Credit that rests on it stays, and is a risk until somebody decides.
/// </summary>
public static class WithdrawPassedModule
{
    /// <param name="Reason">The reason.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/passed-modules/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawPassedModule)).WithSummary("Withdraw a passed module").Allow(Roles.Registrar);

    private static async Task<Results<Ok<PassedModule>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await PassedModuleRow.FindAsync(work, id, act.Viewer()) is not { } module) return CommonProblems.NotFound();
        if (module.Institution != act.Caller.Org) return Problems.NotTheRecorder();
        if (module.Newest.State != PassedModule.Recorded) return Problems.PassedModuleWithdrawn();

        var withdrawn = module.WithdrawnFor(request.Reason, act);
        await PassedModuleRow.TryRecordAsync(work, withdrawn, "withdrawn", act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}

using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Modules;

/// <summary>
/// A registrar retires a module of the institution today: no new programme takes it, and those that have it go on (D45). A retirement by
/// mistake is taken back (D43).
/// </summary>
public static class RetireModule
{
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/modules/{id:guid}/retirement", RetireAsync)
            .WithName(nameof(RetireModule)).WithSummary("Retire a module").Allow(Roles.Registrar);
        api.MapPost("/modules/{id:guid}/reinstatement", ReinstateAsync)
            .WithName("ReinstateModule").WithSummary("Take back the retirement of a module").Allow(Roles.Registrar);
    }

    private static Task<Results<Ok<Module>, Refusal>> RetireAsync(Guid id, Request request, UnitOfWork work, Act act) => ChangeAsync(
        work, id, ModuleState.Active, module => module.RetiredFrom(act.Today), "retired", act, request.Reason);

    private static Task<Results<Ok<Module>, Refusal>> ReinstateAsync(Guid id, Request request, UnitOfWork work, Act act) => ChangeAsync(
        work, id, ModuleState.Retired, module => module.Reinstated(), "reinstated", act, request.Reason);

    private static async Task<Results<Ok<Module>, Refusal>> ChangeAsync(
        UnitOfWork work, Guid id, string state, Func<Module, Module> change, string action, Act act, string reason)
    {
        if (await ModuleRow.HoldAsync(work, id) is not { } module) return CommonProblems.NotFound();
        if (act.Caller.Org != module.Institution) return Problems.NotYourModule();
        if (module.State != state) return Problems.ModuleNotIn(module.State, state);

        var changed = change(module);
        await ModuleRow.RecordAsync(work, changed, action, act, reason);
        return await work.CommitAsync(TypedResults.Ok(changed));
    }
}

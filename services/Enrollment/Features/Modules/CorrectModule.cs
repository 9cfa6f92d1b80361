using Contracts;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Modules;

/// <summary>
/// A registrar corrects a module of the institution, or changes it, by a new version with a reason. The earlier versions stay readable,
/// and programmes go on with the version that they were approved with (D43).
/// </summary>
public static class CorrectModule
{
    /// <param name="Terms">All terms of the module, as they should be.</param>
    /// <param name="Reason">Why they are changed.</param>
    public sealed record Request(ModuleTerms Terms, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/modules/{id:guid}", HandleAsync)
        .WithName(nameof(CorrectModule)).WithSummary("Correct or change a module").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Module>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await ModuleRow.HoldAsync(work, id) is not { } module) return CommonProblems.NotFound();
        if (act.Caller.Org != module.Institution) return Problems.NotYourModule();
        if (module.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(module.Version);
        if (module.State != ModuleState.Active) return Problems.ModuleNotIn(module.State, ModuleState.Active);
        if (request.Terms.Write() == module.Terms.Write()) return Problems.NothingToCorrect(new { module.Version });
        if (await request.Terms.WhyNotAsync(work, module.Institution, module.Terms) is { } refused) return refused;
        if (request.Terms.Prerequisites.Except(module.Terms.Prerequisites).Any())
        {
            var graph = await PrerequisiteGraph.HoldAsync(work, request.Terms.Prerequisites);
            var verdict = PrerequisiteCycle.Judge(graph, id, request.Terms.Prerequisites);
            if (!verdict.Passes) return Problems.PrerequisitesInACycle(verdict);
        }

        var corrected = module.CorrectedTo(request.Terms);
        await ModuleRow.RecordAsync(work, corrected, "corrected", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}

using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Modules;

/// <summary>A registrar adds a module to the institution's catalogue (S14). A closed institution adds none (D45).</summary>
public static class DefineModule
{
    /// <param name="Code">Its code at the institution: letters, digits, dots and hyphens. A code is never given twice.</param>
    /// <param name="Terms">What it is.</param>
    public sealed record Request([property: Code(40, Pattern = Pattern)] string Code, ModuleTerms Terms);

    internal const string Pattern = "^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/modules", HandleAsync)
        .WithName(nameof(DefineModule)).WithSummary("Define a module").Allow(Roles.Registrar);

    private static async Task<Results<Created<Module>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var institution = act.Caller.Org;
        if (await TeachingUnit.WhyNotAsync(work, institution) is { } closed) return closed;
        if (await request.Terms.WhyNotAsync(work, institution) is { } refused) return refused;

        // Nothing needs a new module yet, so it closes no cycle of prerequisites.
        var defined = Module.Defined(institution, request);
        if (!await ModuleRow.TryAddAsync(work, defined, act)) return Problems.ModuleCodeTaken(institution, request.Code);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/modules/{defined.Id}", defined));
    }
}

using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Modules;

/// <summary>A registrar defines a learning outcome of the institution (S8). A closed institution defines none (D45).</summary>
public static class DefineLearningOutcome
{
    /// <param name="Code">Its code at the institution: letters, digits, dots and hyphens. A code is never given twice.</param>
    /// <param name="Text">What it says, such as "Plans and flies a survey with a UAV".</param>
    public sealed record Request([property: Code(40, Pattern = DefineModule.Pattern)] string Code, [property: Text(400)] string Text);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learning-outcomes", HandleAsync)
        .WithName(nameof(DefineLearningOutcome)).WithSummary("Define a learning outcome").Allow(Roles.Registrar);

    private static async Task<Results<Created<LearningOutcome>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var institution = act.Caller.Org;
        if (await TeachingUnit.WhyNotAsync(work, institution) is { } closed) return closed;

        var defined = new LearningOutcome(Guid.CreateVersion7(), institution, request.Code, request.Text, Version: 1);
        if (!await LearningOutcomeRow.TryAddAsync(work, defined, act)) return Problems.OutcomeCodeTaken(institution, request.Code);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/learning-outcomes/{defined.Id}", defined));
    }
}

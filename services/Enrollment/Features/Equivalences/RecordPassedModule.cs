using Contracts;
using Enrollment.Features.Learners;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>
/// A registrar of the institution that enrolled the learner, or that teaches the present stage, records a module that the learner passed
/// elsewhere (D12). An agreed equivalence makes it count (D11).
/// </summary>
public static class RecordPassedModule
{
    /// <param name="TakenAt">The code of the institution that taught it.</param>
    /// <param name="Module">The module's code there.</param>
    /// <param name="Grade"><c>excellent</c>, <c>good</c> or <c>pass</c>.</param>
    /// <param name="PassedOn">The day on which it was passed, not in the future.</param>
    public sealed record Request(
        [property: Code] string TakenAt,
        [property: Code] string Module,
        [property: OneOf(Contracts.IndustryPartnership.Grade.Pass, Contracts.IndustryPartnership.Grade.Good,
            Contracts.IndustryPartnership.Grade.Excellent)] string Grade,
        [property: Day] DateOnly PassedOn);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/passed-modules", HandleAsync)
        .WithName(nameof(RecordPassedModule)).WithSummary("Record a module that a learner passed elsewhere").Allow(Roles.Registrar);

    private static async Task<Results<Created<PassedModule>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (!learner.IsOf(act.Caller.Org)) return Problems.NotTheLearnersSchool();
        if (await TakenAt.WhyNotAsync(work, request.TakenAt) is { } refused) return refused;
        var day = RecordedDay.Judge("D12", "passedOn", request.PassedOn, learner.BirthDate, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var recorded = PassedModule.New(id, request, act);
        if (!await PassedModuleRow.TryAddAsync(work, recorded, act)) return Problems.ModulePassedTwice(request.TakenAt, request.Module);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/passed-modules/{recorded.Id}", recorded));
    }
}

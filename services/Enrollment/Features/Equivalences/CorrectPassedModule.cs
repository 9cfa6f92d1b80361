using Contracts;
using Enrollment.Features.Learners;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>The institution that recorded a passed module corrects it. The former values stay readable (D43).</summary>
public static class CorrectPassedModule
{
    /// <param name="Reason">The reason.</param>
    /// <param name="TakenAt">The right institution that taught it.</param>
    /// <param name="Module">The module's right code there.</param>
    /// <param name="Grade">The right grade: <c>excellent</c>, <c>good</c> or <c>pass</c>.</param>
    /// <param name="PassedOn">The right day on which it was passed.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        [property: Code] string TakenAt,
        [property: Code] string Module,
        [property: OneOf(Contracts.IndustryPartnership.Grade.Pass, Contracts.IndustryPartnership.Grade.Good,
            Contracts.IndustryPartnership.Grade.Excellent)] string Grade,
        [property: Day] DateOnly PassedOn);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/passed-modules/{id:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectPassedModule)).WithSummary("Correct a passed module").Allow(Roles.Registrar);

    private static async Task<Results<Ok<PassedModule>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await PassedModuleRow.FindAsync(work, id, act.Viewer()) is not { } module) return CommonProblems.NotFound();
        if (module.Institution != act.Caller.Org) return Problems.NotTheRecorder();
        if (module.Newest.State != PassedModule.Recorded) return Problems.PassedModuleWithdrawn();
        var learner = await LearnerRow.FindAsync(work, module.LearnerId, act.Viewer());
        if (await TakenAt.WhyNotAsync(work, request.TakenAt) is { } refused) return refused;
        var day = RecordedDay.Judge("D12", "passedOn", request.PassedOn, learner!.BirthDate, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var last = module.Newest;
        if ((last.TakenAt, last.Module, last.Grade, last.PassedOn) == (request.TakenAt, request.Module, request.Grade, request.PassedOn))
        {
            return Problems.NothingToCorrect(new { last.TakenAt, last.Module, last.Grade, last.PassedOn });
        }

        var corrected = module.CorrectedTo(request, act);
        var isFree = await PassedModuleRow.TryRecordAsync(work, corrected, "corrected", act);
        if (!isFree) return Problems.ModulePassedTwice(request.TakenAt, request.Module);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}

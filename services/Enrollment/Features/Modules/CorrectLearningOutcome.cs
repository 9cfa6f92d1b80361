using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Modules;

/// <summary>A registrar corrects the text of a learning outcome, with a reason. The earlier texts stay readable (D43).</summary>
public static class CorrectLearningOutcome
{
    /// <param name="Text">What it should say.</param>
    /// <param name="Reason">Why it is corrected.</param>
    public sealed record Request([property: Text(400)] string Text, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/learning-outcomes/{id:guid}", HandleAsync)
        .WithName(nameof(CorrectLearningOutcome)).WithSummary("Correct a learning outcome").Allow(Roles.Registrar);

    private static async Task<Results<Ok<LearningOutcome>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await LearningOutcomeRow.HoldAsync(work, id) is not { } outcome) return CommonProblems.NotFound();
        if (act.Caller.Org != outcome.Institution) return Problems.NotYourOutcome();
        if (outcome.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(outcome.Version);
        if (outcome.Text == request.Text) return Problems.NothingToCorrect(new { outcome.Text });

        var corrected = outcome.CorrectedTo(request.Text);
        await LearningOutcomeRow.RecordAsync(work, corrected, "corrected", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}

using Contracts;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Outcomes;

/// <summary>The institution that graduated a learner corrects an outcome, or withdraws one that is not the learner's (D43).</summary>
public static class CorrectOutcome
{
    /// <param name="Reason">What was wrong.</param>
    /// <param name="Stated">What is right; left out to withdraw the record.</param>
    public sealed record Request([property: Text(2_000)] string Reason, StatedOutcome? Stated = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/outcomes/{outcomeId:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectOutcome)).WithSummary("Correct or withdraw a graduate's outcome").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Outcome>, Refusal>> HandleAsync(
        Guid id, Guid outcomeId, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (await OutcomeRow.HoldAsync(work, learner, outcomeId) is not { } outcome) return CommonProblems.NotFound();
        if (outcome.Withdrawn) return Problems.OutcomeWithdrawn(outcome);
        if (request.Stated == outcome.Stated) return Problems.NothingToCorrect(outcome.Stated);
        if (request.Stated is { } stated)
        {
            var refused = await OutcomeRules.WhyNotAsync(work, learner, outcome.Kind, stated, act, outcomeId);
            if (refused is not null) return refused;
        }

        var corrected = outcome.CorrectedTo(request.Stated, request.Reason, act);
        await OutcomeRow.RecordAsync(work, events, corrected, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}

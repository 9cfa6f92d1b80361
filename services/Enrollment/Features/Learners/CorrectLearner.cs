using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>
/// A registrar corrects a mistake in the record of a learner (D43). The old values stay readable. What was done on their footing stays
/// done, and is a risk where the corrected record would have refused it.
/// </summary>
public static class CorrectLearner
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectLearner)).WithSummary("Correct the record of a learner").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, CorrectLearnerRequest request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        var decided = await CorrectAsync(work, events, learner, request, act);
        return decided.Thing is { } corrected ? await work.CommitAsync(TypedResults.Ok(corrected)) : decided.Refusal!;
    }

    /// <summary>Judges and records a correction, for a request and for a row of an import.</summary>
    internal static async Task<Decided<Learner>> CorrectAsync(
        UnitOfWork work, IPublishEndpoint events, Learner learner, CorrectLearnerRequest request, Act act)
    {
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (await CorrectionJudge.WhyNotBackAsync(work, request, learner) is { } notBack) return notBack;
        var facts = await FactRow.StandingAsync(work, learner.Id);
        var admission = await EnrolledAdmission.JudgeCorrectedAsync(work, request, learner, facts);
        var correction = Correction.Of(learner, facts, request, admission);
        if (CorrectionJudge.WhyNot(request, correction, act.Today) is { } refused) return refused;
        if (await CorrectionJudge.WhyNotAsync(work, learner, correction) is { } taken) return taken;

        await CorrectionRow.RecordAsync(work, events, correction, act, request.Reason);
        return correction.Learner;
    }
}

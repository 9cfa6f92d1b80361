using Contracts;
using Enrollment.Features.Articulations;
using Enrollment.Features.Diplomas;
using Enrollment.Features.Pathways;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>
/// The institution that recorded a fact of a learner's course withdraws it: it never was (D43). This can be a repeated year, leave, return,
/// stage completion, transfer, graduation or associate diploma. State, stage, cohort and class are as without it. The place and the diploma
/// that came with it go. What else rests on it stays, and is a risk.
/// </summary>
public static class WithdrawLearnerFact
{
    /// <param name="Reason">What the mistake was; kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/facts/{version:int}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawLearnerFact)).WithSummary("Withdraw a fact of a learner's course that never was")
        .Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, int version, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        var facts = await FactRow.StandingAsync(work, id);
        if (facts.FirstOrDefault(fact => fact.Version == version) is not { } mistaken) return CommonProblems.NotFound();
        if (!WithdrawnFact.Kinds.Contains(mistaken.Fact)) return Problems.FactNotWithdrawable(learner.Id, mistaken.Fact);
        if (WithdrawnFact.RecordedBy(facts, mistaken) != act.Caller.Org) return Problems.NotTheFactsRecorder();
        var stages = await StageRow.OfAsync(work, learner.PathwayCode);
        var after = WithdrawnFact.Without(facts, mistaken);
        if (WithdrawnFact.RestsOnIt(facts, after, mistaken, stages) is { } later)
        {
            return Problems.LaterFactRestsOnIt(learner.Id, mistaken, later);
        }

        var owner = await OwnerRow.SingleAsync(work, learner.ArticulationId, stages[after[^1].Stage - 1].TaughtBy);
        var correction = Correction.To(learner, facts, after, owner);
        if (WithdrawnFact.WithDiploma.Contains(mistaken.Fact))
        {
            // Who is back in training has no other one (D38).
            var elsewhere = learner.Person is { } person ? await EnrolledPerson.WhyNotAsync(work, correction.Learner, person) : null;
            if (elsewhere is not null) return elsewhere;
            if (mistaken.Fact == LearnerFact.Transferred) await TakenPlace.GiveBackAsync(work, learner);
            var ended = stages[WithdrawnFact.Before(facts, mistaken).Stage - 1];
            await DiplomaRow.TakeBackAsync(work, id, ended.Diploma, act, request.Reason);
        }
        await CorrectionRow.RecordAsync(work, events, correction, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(correction.Learner));
    }
}

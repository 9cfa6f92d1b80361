using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Articulations;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>
/// A learner moves to another active articulation of the same institution, if the pathway allows it (D5a, D6b). It is possible between
/// stages or within the first year of one, and before the registration for the transfer exam.
/// </summary>
public static class ChangeMajor
{
    /// <param name="ArticulationId">The articulation of the new major: of the same pathway and the same present institution.</param>
    /// <param name="Reason">Why; kept in the audit.</param>
    /// <param name="From">The first day in the new major; today by default.</param>
    /// <param name="Class">The code of the class there, if it is known already.</param>
    public sealed record Request(
        Guid ArticulationId,
        [property: Text(400)] string Reason,
        [property: Day] DateOnly? From = null,
        [property: Code] string? Class = null);

    private static readonly string[] Movable = [LearnerState.Enrolled, LearnerState.TransferReady];

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/major", HandleAsync)
        .WithName(nameof(ChangeMajor)).WithSummary("Move a learner to another major").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (!Movable.Contains(learner.State)) return Problems.LearnerNotIn(learner.State, Movable);
        var from = request.From ?? act.Today;
        var day = RecordedDay.Judge("D5a", "from", from, learner.ChangedOn, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        if (await ArticulationRow.HoldUsableAsync(work, request.ArticulationId, act) is not { } other)
        {
            return Problems.ArticulationNotUsable(request.ArticulationId);
        }
        var terms = await PathwayRow.TermsAsync(work, learner.PathwayCode);
        var registrations = await work.SingleAsync<int>(
            "SELECT COUNT(*) FROM enrollment.transfer_candidate WHERE learner_id = @id AND state <> 'withdrawn'", new { id });
        if (ChangeOfMajor.Judge(learner, other, terms, registrations > 0, from) is { Passes: false } verdict)
        {
            return Problems.ChangeOfMajorBarred(verdict);
        }

        var moved = learner.OnArticulationFrom(from, other, request.Class);
        var fact = new LearnerMajorChangedV1 { OccurredAt = act.Now, Learner = moved.ToEvent() };
        await LearnerRow.RecordAsync(work, events, moved, LearnerFact.MajorChanged, fact, act, request.Reason);
        await LearnerSight.ReplaceAsync(work, id);
        return await work.CommitAsync(TypedResults.Ok(moved));
    }
}

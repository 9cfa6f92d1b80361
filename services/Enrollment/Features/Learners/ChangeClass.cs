using Contracts;
using Contracts.Enrollment;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>A learner joins a class, another one, or none, from a day on (D5a).</summary>
public static class ChangeClass
{
    /// <param name="Class">The code of the class; left out, with a reason, if the learner is in none from that day on.</param>
    /// <param name="From">The first day in it; today by default.</param>
    /// <param name="Reason">Why; kept in the audit. Needed to leave a class.</param>
    public sealed record Request(
        [property: Code] string? Class = null, [property: Day] DateOnly? From = null, [property: Text(400)] string? Reason = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/class", HandleAsync)
        .WithName(nameof(ChangeClass)).WithSummary("Set or change the class of a learner").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (LearnerState.Final.Contains(learner.State)) return Problems.NotEnrolled(learner.State);
        var from = request.From ?? act.Today;
        var day = RecordedDay.Judge("D5a", "from", from, learner.ChangedOn, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        if (request.Class == learner.Class) return Problems.NothingToCorrect(new { learner.Class });
        if (request.Class is null && request.Reason is null) return Problems.ClassNeedsReason(learner.Class!);

        var changed = learner.AmendedOn(from) with { Class = request.Class };
        var fact = new LearnerAmendedV1 { OccurredAt = act.Now, Learner = changed.ToEvent() };
        await LearnerRow.RecordAsync(work, events, changed, LearnerFact.ClassChanged, fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(changed));
    }
}

using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Outcomes;

/// <summary>
/// The institution that graduated a learner records what became of them: further study, or employment. A graduate without a record is not
/// recorded, and never guessed (S6, S7).
/// </summary>
public static class RecordOutcome
{
    /// <param name="Kind"><c>further-study</c> or <c>employment</c>.</param>
    /// <param name="Stated">What the graduate said.</param>
    public sealed record Request([property: OneOf(OutcomeKind.FurtherStudy, OutcomeKind.Employment)] string Kind, StatedOutcome Stated);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/outcomes", HandleAsync)
        .WithName(nameof(RecordOutcome)).WithSummary("Record what became of a graduate").Allow(Roles.Registrar);

    private static async Task<Results<Created<Outcome>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (await OutcomeRules.WhyNotAsync(work, learner, request.Kind, request.Stated, act) is { } refused) return refused;

        var recorded = new Outcome
        {
            Id = Guid.CreateVersion7(),
            LearnerId = id,
            Kind = request.Kind,
            Stated = request.Stated,
            Withdrawn = false,
            Earlier = [],
            Risks = [],
            Version = 1,
            RecordedAt = act.Now,
        };
        await OutcomeRow.AddAsync(work, events, recorded, act);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/learners/{id}/outcomes", recorded));
    }
}

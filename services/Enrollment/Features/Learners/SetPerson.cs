using Contracts;
using Contracts.Enrollment;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>The person of a learner becomes known, or was the wrong one (D5a, D43). A person has one training at a time (D38).</summary>
public static class SetPerson
{
    /// <param name="Person">The opaque identifier in the learner's own tokens.</param>
    /// <param name="Reason">Why; kept in the audit. Needed if another person was recorded before.</param>
    public sealed record Request(
        [property: Code(100, Pattern = Caller.PersonPattern)] string Person, [property: Text(400)] string? Reason = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/person", HandleAsync)
        .WithName(nameof(SetPerson)).WithSummary("Set or correct the person of a learner").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (learner.Person is not null && request.Reason is null) return Problems.PersonNeedsReason();
        if (await EnrolledPerson.WhyNotAsync(work, learner, request.Person) is { } refused) return refused;

        // A person is who they are from the beginning: no day belongs to it.
        var known = learner.AmendedOn(learner.ChangedOn) with { Person = request.Person };
        var fact = new LearnerAmendedV1 { OccurredAt = act.Now, Learner = known.ToEvent() };
        await LearnerRow.RecordAsync(work, events, known, LearnerFact.PersonChanged, fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(known));
    }
}

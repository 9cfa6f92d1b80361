using Contracts;
using Contracts.Enrollment;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>
/// The person of a learner becomes known, was the wrong one, or is unknown again (D5a, D43). A person has one training at a time (D38).
/// </summary>
public static class SetPerson
{
    /// <param name="Person">The opaque identifier in the learner's own tokens; left out if the recorded one is wrong and the right one
    /// is not known.</param>
    /// <param name="Reason">Why; kept in the audit. Needed if a person was recorded before.</param>
    public sealed record Request(
        [property: Code(100, Pattern = Caller.PersonPattern)] string? Person = null, [property: Text(400)] string? Reason = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/person", HandleAsync)
        .WithName(nameof(SetPerson)).WithSummary("Set, correct or clear the person of a learner").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (learner.Person is not null && request.Reason is null) return Problems.PersonNeedsReason();
        if (learner.Person == request.Person) return Problems.NothingToCorrect(new { learner.Person });
        if (request.Person is { } person && await EnrolledPerson.WhyNotAsync(work, learner, person) is { } refused) return refused;

        // A person is who they are from the beginning: no day belongs to it.
        var known = learner.AmendedOn(learner.ChangedOn) with { Person = request.Person };
        var fact = new LearnerAmendedV1 { OccurredAt = act.Now, Learner = known.ToEvent() };
        await LearnerRow.RecordAsync(work, events, known, LearnerFact.PersonChanged, fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(known));
    }
}

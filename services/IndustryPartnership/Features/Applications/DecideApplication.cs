using Contracts;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Applications;

/// <summary>The slot's enterprise shortlists an application, offers a place until a day, again where that day has passed, or rejects it (D37); there may be more offers than places.</summary>
public static class DecideApplication
{
    private const int DaysToAnswer = 7;

    /// <param name="OfferedUntil">The last day on which the learner may accept; a week from today where it is left out.</param>
    public sealed record OfferRequest([property: Day] DateOnly? OfferedUntil = null);

    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record RejectionRequest([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/applications/{id:guid}/shortlisting", ShortlistAsync).WithName("ShortlistApplication").WithSummary("Shortlist an application").Allow(Roles.InternshipManager);
        api.MapPost("/applications/{id:guid}/offer", OfferAsync).WithName("OfferPlace").WithSummary("Offer a place of the slot until a day").Allow(Roles.InternshipManager);
        api.MapPost("/applications/{id:guid}/rejection", RejectAsync).WithName("RejectApplication").WithSummary("Reject an application that was not accepted yet").Allow(Roles.InternshipManager);
    }

    private static async Task<Results<Ok<Application>, ProblemHttpResult>> ShortlistAsync(Guid id, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await ApplicationRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourApplication(found.Enterprise);
        var shortlisted = await work.ExecuteAsync("UPDATE partnership.application SET state = 'shortlisted', version = version + 1 WHERE id = @id AND state = 'submitted'", new { id });
        return shortlisted == 0 ? Problems.ApplicationNotIn(found, "submitted") : await TellAsync(id, "shortlisted", null, work, caller, today, clock);
    }

    private static async Task<Results<Ok<Application>, ProblemHttpResult>> OfferAsync(
        Guid id, OfferRequest request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await ApplicationRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourApplication(found.Enterprise);
        var until = request.OfferedUntil ?? today.Value.AddDays(DaysToAnswer);
        if (until < today.Value) return Problems.OfferPast(until, today.Value);
        if (found.State is "submitted" or "shortlisted" or "lapsed"
            && await WhyNotAsync(work, found, packs, today.Value) is { } problem) return problem;
        var offered = await work.ExecuteAsync(
            """
            UPDATE partnership.application SET state = 'offered', offered_until = @until, version = version + 1
            WHERE id = @id AND (state IN ('submitted', 'shortlisted', 'lapsed') OR (state = 'offered' AND offered_until < @today))
            """,
            new { id, until, today = today.Value });
        return offered == 0 ? Problems.ApplicationNotIn(found, "submitted", "shortlisted", "lapsed") : await TellAsync(id, "offered", null, work, caller, today, clock);
    }

    // Nothing is offered that could not be accepted: of a slot that rests on what has ended, or to a learner whose training has (D45).
    private static async Task<ProblemHttpResult?> WhyNotAsync(UnitOfWork work, Application found, RulePacks packs, DateOnly today)
    {
        var slot = (await SlotRow.FindAsync(work, found.SlotId, found.Enterprise, today))!;
        var learner = (await LearnerRow.FindAsync(work, found.LearnerId))!;
        return learner.WhyNotInTraining(found.Institution) ?? await SlotFooting.WhyNotAsync(work, slot, found.Institution, today)
            ?? learner.WhyNot(packs, slot.Stated, found.Institution, today) ?? SlotPlace.WhyNotOffered(slot);
    }

    private static async Task<Results<Ok<Application>, ProblemHttpResult>> RejectAsync(Guid id, RejectionRequest request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await ApplicationRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourApplication(found.Enterprise);
        var rejected = await work.ExecuteAsync("UPDATE partnership.application SET state = 'rejected', ended_as = id, version = version + 1 WHERE id = @id AND state IN ('submitted', 'shortlisted', 'offered', 'lapsed')", new { id });
        return rejected == 0 ? Problems.ApplicationNotIn(found, "submitted", "shortlisted", "offered", "lapsed") : await TellAsync(id, "rejected", request.Reason, work, caller, today, clock);
    }

    private static async Task<Ok<Application>> TellAsync(Guid id, string what, string? reason, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        var application = (await ApplicationRow.FindAsync(work, id, caller, today.Value))!;
        await work.AuditAsync("application", id, application.Version, what, caller, reason);
        if (what == "offered") await Steps.AddAsync(work, id, application.Version, "place offered", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(application));
    }
}

using Contracts;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Applications;

/// <summary>
/// The slot's enterprise shortlists an application, offers a place until a day, or rejects it (D37). It may offer again once that day has
/// passed. There may be more offers than places.
/// </summary>
public static class DecideApplication
{
    private const int DaysToAnswer = 7;

    private static readonly string[] Offerable = [ApplicationState.Submitted, ApplicationState.Shortlisted, ApplicationState.Lapsed];

    /// <param name="OfferedUntil">The last day on which the learner may accept; a week from today if left out.</param>
    public sealed record OfferRequest([property: Day] DateOnly? OfferedUntil = null);

    /// <param name="Reason">The reason, kept in the audit.</param>
    public sealed record RejectionRequest([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/applications/{id:guid}/shortlisting", ShortlistAsync).WithName("ShortlistApplication")
            .WithSummary("Shortlist an application").Allow(Roles.InternshipManager);
        api.MapPost("/applications/{id:guid}/offer", OfferAsync).WithName("OfferPlace")
            .WithSummary("Offer a place of the slot until a day").Allow(Roles.InternshipManager);
        api.MapPost("/applications/{id:guid}/rejection", RejectAsync).WithName("RejectApplication")
            .WithSummary("Reject an application before an offer is accepted").Allow(Roles.InternshipManager);
    }

    private static async Task<Results<Ok<Application>, Refusal>> ShortlistAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act) is not { } application) return CommonProblems.NotFound();
        if (application.Enterprise != act.Caller.Org) return Problems.NotYourApplication(application.Enterprise);
        if (application.State != ApplicationState.Submitted) return Problems.ApplicationNotIn(application, ApplicationState.Submitted);

        var shortlisted = application.Next(ApplicationState.Shortlisted);
        await ApplicationRow.RecordAsync(work, shortlisted, "shortlisted", act);
        return await work.CommitAsync(TypedResults.Ok(shortlisted));
    }

    private static async Task<Results<Ok<Application>, Refusal>> OfferAsync(
        Guid id, OfferRequest request, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act) is not { } application) return CommonProblems.NotFound();
        if (application.Enterprise != act.Caller.Org) return Problems.NotYourApplication(application.Enterprise);
        var until = request.OfferedUntil ?? act.Today.AddDays(DaysToAnswer);
        if (until < act.Today) return Problems.OfferPast(until, act.Today);
        if (!Offerable.Contains(application.State)) return Problems.ApplicationNotIn(application, Offerable);
        if (await WhyNotAsync(work, application, packs, act.Today) is { } problem) return problem;

        var offered = application.OfferedAgainUntil(until);
        await ApplicationRow.RecordAsync(work, offered, "offered", act);
        await Steps.AddAsync(work, id, offered.Version, "place offered", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(offered));
    }

    private static async Task<Results<Ok<Application>, Refusal>> RejectAsync(Guid id, RejectionRequest request, UnitOfWork work, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act) is not { } application) return CommonProblems.NotFound();
        if (application.Enterprise != act.Caller.Org) return Problems.NotYourApplication(application.Enterprise);
        if (!Application.Undecided.Contains(application.State)) return Problems.ApplicationNotIn(application, Application.Undecided);

        var rejected = application.Next(ApplicationState.Rejected);
        await ApplicationRow.RecordAsync(work, rejected, "rejected", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(rejected));
    }

    // Refuse an offer that could not be accepted: the slot's basis or the learner's training has ended (D45).
    private static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Application application, RulePacks packs, DateOnly today)
    {
        var slot = await SlotRow.HoldAsync(work, application.SlotId);
        var learner = await LearnerRow.HoldAsync(work, application.LearnerId);
        return learner.WhyNotInTraining(application.Institution)
            ?? await SlotFooting.WhyNotAsync(work, slot, application.Institution, today)
            ?? learner.WhyNot(packs, slot.Facts, application.Institution, today)
            ?? SlotPlace.WhyNotOffered(slot);
    }
}

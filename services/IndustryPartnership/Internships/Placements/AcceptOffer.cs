using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Slots;
using IndustryPartnership.Internships.Templates;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The learner accepts an offer by its last day, and takes a place in the slot (D37). A learner has one placement at a time (D38). The
/// placement then waits for consent (D32).
/// </summary>
public static class AcceptOffer
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/acceptance", HandleAsync)
        .WithName(nameof(AcceptOffer)).WithSummary("Accept an offered place").Allow(Roles.Learner);

    private static async Task<Results<Created<Placement>, Refusal>> HandleAsync(
        Guid id, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act) is not { } application) return CommonProblems.NotFound();
        var decided = await AcceptAsync(work, events, application, packs, act);
        if (decided.Thing is not { } placement) return decided.Refusal!;
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/placements/{placement.Id}", placement));
    }

    /// <summary>Judges and records an acceptance, for a request and for a row of an import.</summary>
    internal static async Task<Decided<Placement>> AcceptAsync(
        UnitOfWork work, IPublishEndpoint events, Application application, RulePacks packs, Act act)
    {
        if (application.State == ApplicationState.Lapsed) return Problems.OfferLapsed(application, act.Today);
        if (application.State != ApplicationState.Offered) return Problems.ApplicationNotIn(application, ApplicationState.Offered);

        // D38 looks at all placements of the person. Lock the person's rows first, so that two slots cannot take one person at once.
        await PeriodRow.HoldAsync(work, application.LearnerId);
        var learner = await LearnerRow.HoldAsync(work, application.LearnerId);
        var slot = await SlotRow.HoldAsync(work, application.SlotId);
        if (learner.WhyNot(packs, slot.Facts, application.Institution, act.Today) is { } problem) return problem;
        // The days of a stopped placement are checked when this one starts.
        var others = await PeriodRow.StandingAsync(work, application.LearnerId);
        var alone = OnePlacementAtATime.Judge(
            slot.FirstDay(act.Today), slot.EndsOn, [.. others.Select(other => (other.StartsOn, other.EndsOn))]);
        if (!alone.Passes) return Problems.PlacedAtThatTime(alone);
        var template = await AgreementTemplates.CurrentAsync(work, application.Institution);
        if (AgreementTemplates.WhyNot(template, packs, slot, application.Institution) is { } noText) return noText;
        if (await SlotPlace.TakeAsync(work, slot, application.Institution, act.Today, act.Today) is { } noPlace) return noPlace;

        var (placement, text) = PlannedPlacement.Of(application, slot, template, packs.BurdensOn(slot.Facts));
        var fact = new PlacementConfirmedV1 { OccurredAt = act.Now, Placement = placement.ToEvent() };
        await ApplicationRow.RecordAsync(work, application.Next(ApplicationState.Accepted), "accepted", act);
        await PlacementRow.AddAsync(work, events, placement, text.Text, fact, act);
        await Steps.AddAsync(work, placement.Id, placement.Version, "place accepted", act.Caller.Org, act.Today, act.Now);
        return placement;
    }
}

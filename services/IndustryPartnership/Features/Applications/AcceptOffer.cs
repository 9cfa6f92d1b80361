using Contracts;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Applications;

/// <summary>The learner accepts an offer, by its last day, and takes one of the slot's places (D37), one placement at a time (D38); the placement awaits consent (D32).</summary>
public static class AcceptOffer
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/acceptance", HandleAsync)
        .WithName(nameof(AcceptOffer)).WithSummary("Accept an offered place").Allow(Roles.Learner);

    private static async Task<Results<Created<Placement>, ProblemHttpResult>> HandleAsync(Guid id, UnitOfWork work, IPublishEndpoint events, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await ApplicationRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();

        // The application's own row is the guard: whoever changes its state first has the offer.
        var accepted = await work.ExecuteAsync(
            "UPDATE partnership.application SET state = 'accepted', version = version + 1 WHERE id = @id AND state = 'offered' AND (offered_until IS NULL OR offered_until >= @today)", new { id, today = today.Value });
        if (accepted == 0) return found.State == "lapsed" ? Problems.OfferLapsed(found, today.Value) : Problems.ApplicationNotIn(found, "offered");

        // D38 looks at all of the person's placements: the rows of the person first, so that two slots do not take one person at once.
        await PeriodRow.HoldAsync(work, found.LearnerId);
        var learner = (await LearnerRow.FindAsync(work, found.LearnerId))!;
        var slot = (await SlotRow.FindAsync(work, found.SlotId, found.Institution, today.Value))!;
        if (learner.WhyNot(packs, slot.Stated, found.Institution, today.Value) is { } problem) return problem;
        // The days that a stopped one had are looked at when this one starts.
        var others = await PeriodRow.StandingAsync(work, found.LearnerId);
        if (OnePlacementAtATime.Judge(slot.StartsOn, slot.EndsOn, [.. others.Select(other => (other.StartsOn, other.EndsOn))]) is { Passes: false } overlap) return Problems.PlacedAtThatTime(overlap);

        var template = await AgreementTemplates.CurrentAsync(work, found.Institution);
        if (AgreementTemplates.WhyNot(template, packs, slot, found.Institution) is { } noText) return noText;
        if (await SlotPlace.TakeAsync(work, slot, found.Institution, today.Value, today.Value) is { } noPlace) return noPlace;

        var (placementId, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        List<string> coSignatories = [.. slot.CoSignatories.Where(code => code != found.Institution)];
        var text = TripartiteText.Of(new AgreedPlacement
        {
            PlacementId = placementId,
            LearnerId = found.LearnerId,
            Institution = found.Institution,
            Enterprise = found.Enterprise,
            SlotTitle = slot.Title,
            Slot = slot.Stated,
            StartsOn = slot.StartsOn,
            EndsOn = slot.EndsOn,
            CoSignatories = coSignatories,
            TemplateVersion = template?.Version,
            Clauses = template?.Clauses,
        });
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.placement (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, text, text_hash, version, created_at)
            VALUES (@placementId, @SlotId, @LearnerId, @Institution, @Enterprise, @StartsOn, @EndsOn, 'awaiting-consent', @Text, @Hash, 1, @now)
            """,
            new { placementId, found.SlotId, found.LearnerId, found.Institution, found.Enterprise, slot.StartsOn, slot.EndsOn, text.Text, text.Hash, now });

        foreach (var organisation in coSignatories) await work.ExecuteAsync("INSERT INTO partnership.placement_cosignatory (placement_id, organisation) VALUES (@placementId, @organisation)", new { placementId, organisation });

        var placement = (await PlacementRow.FindAsync(work, placementId, caller))!;
        await work.AuditAsync("application", id, (await ApplicationRow.FindAsync(work, id, caller, today.Value))!.Version, "accepted", caller);
        await work.AuditAsync("placement", placementId, 1, "confirmed", caller);
        await Steps.AddAsync(work, placementId, 1, "place accepted", caller.Org, today.Value, now);
        await events.Publish(PlacementRow.Fact(placement, now));
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/placements/{placementId}", placement));
    }
}

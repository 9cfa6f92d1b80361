using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Slots;
using IndustryPartnership.Internships.Templates;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// The institution or the enterprise proposes another slot or mentor for a placement under way, from a day on (D31, D32, D37). Proposing
/// counts as its consent, and only one change is open at a time. Another enterprise needs its own agreement, signed before the first day
/// there.
/// </summary>
public static class ProposePlacementChange
{
    /// <param name="Reason">The reason, for the placement's parties.</param>
    /// <param name="SlotId">
    /// The next slot, which must be open and cover the remaining days of the placement. If left out, the slot stays.
    /// </param>
    /// <param name="Mentor">
    /// The claim <c>person</c> of the next mentor's tokens. If left out, the present mentor stays; another enterprise then names one later.
    /// </param>
    /// <param name="EffectiveOn">The first day of the next post; today if left out. At another enterprise it must be a future day.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        Guid? SlotId = null,
        [property: Code(100)] string? Mentor = null,
        [property: Day] DateOnly? EffectiveOn = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (SlotId is null && Mentor is null)
            {
                yield return new ValidationResult("Name another slot, another mentor, or both.", [nameof(SlotId), nameof(Mentor)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/changes", HandleAsync)
        .WithName(nameof(ProposePlacementChange)).WithSummary(
            "Propose another slot or another mentor for a placement that is under way").Allow(Roles.Coordinator, Roles.InternshipManager);

    private static async Task<Results<Created<PlacementChange>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (!placement.IsUnderWay) return Problems.PlacementNotIn(placement, PlacementState.Active, PlacementState.Paused);
        if (await SlotRow.HoldAsync(work, request.SlotId ?? placement.SlotId, act) is not { } slot) return CommonProblems.NotFound();
        if (!slot.WasOpened) return Problems.SlotNotIn(slot, SlotState.Open);
        var mentor = request.Mentor ?? (slot.Enterprise == placement.Enterprise ? placement.Mentor : null);
        if (slot.Id == placement.SlotId && mentor == placement.Mentor) return Problems.NothingToChange(placement);
        var effectiveOn = request.EffectiveOn ?? act.Today;
        var lastLogged = await LogbookHours.LastDayAsync(work, id);
        var problem = await MovePlacement.WhyNotAsync(work, packs, placement, slot, effectiveOn, lastLogged, act.Today);
        if (problem is not null) return problem;
        var template = await AgreementTemplates.CurrentAsync(work, placement.Institution);
        if (AgreementOfMove.WhyNone(placement, slot, effectiveOn, template, packs, act.Today) is { } none) return none;

        var learner = await LearnerRow.HoldAsync(work, placement.LearnerId);
        var asksGuardian = InformedConsent.NeedsGuardian(learner.BirthDate, act.Today, packs.ConsentTo(slot.Facts));
        var agreement = AgreementOfMove.TextOf(placement, slot, effectiveOn, template, packs.BurdensOn(slot.Facts));
        var mentorId = mentor is null ? default(Guid?) : await MentorRow.NamedAsync(work, slot.Enterprise, mentor, act);
        var change = PlacementChange.ProposedFor(placement, slot, (mentor, mentorId), effectiveOn, request.Reason, agreement, act) with
        {
            NeedsGuardian = asksGuardian && !placement.IsWithoutGuardian,
        };
        var party = act.Caller.Org == placement.Institution ? ActRow.OfInstitution : ActRow.OfEnterprise;
        var proposed = change.With([new MoveConsent(party, act.Today, null)], AgreementOfMove.Asked(change, slot));
        if (await PlacementChangeRow.AddUnlessOpenAsync(work, proposed, act) is { } open) return Problems.ChangeOpen(id, open);
        return await work.CommitAsync(TypedResults.Created(proposed.Path, proposed.ShownTo(act.Viewer())));
    }
}

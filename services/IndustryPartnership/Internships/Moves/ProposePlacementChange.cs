using System.ComponentModel.DataAnnotations;
using Contracts;
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
/// The institution or the enterprise proposes that a placement which is under way goes on at another slot, or with another mentor, from a
/// day on (D31, D32, D37); it consents by that, and one is open at a time. Another enterprise needs an agreement with it, which is signed
/// before the first day there.
/// </summary>
public static class ProposePlacementChange
{
    /// <param name="Reason">Why; for the placement's parties.</param>
    /// <param name="SlotId">The next slot, which is open and has the rest of the placement's days; the present one stays where it is left out.</param>
    /// <param name="Mentor">The claim <c>person</c> of the next mentor's tokens; where it is left out the present one stays, and at another enterprise none is named yet.</param>
    /// <param name="EffectiveOn">The first day of the next post, which at another enterprise is to come; today where it is left
    /// out.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        Guid? SlotId = null,
        [property: Code(100)] string? Mentor = null,
        [property: Day] DateOnly? EffectiveOn = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (SlotId is null && Mentor is null) yield return new ValidationResult("Name another slot, another mentor, or both.", [nameof(SlotId), nameof(Mentor)]);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/changes", HandleAsync)
        .WithName(nameof(ProposePlacementChange)).WithSummary("Propose another slot or another mentor for a placement that is under way").Allow(Roles.Coordinator, Roles.InternshipManager);

    private static async Task<Results<Created<PlacementChange>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await PlacementRow.FindAsync(work, id, act.Viewer()) is not { } found) return CommonProblems.NotFound();
        if (!await PlacementChangeRow.HoldAsync(work, id, found.SlotId)) return Problems.PlacementNotIn(found, "active", "paused");
        var placement = (await PlacementRow.FindAsync(work, id, act.Viewer()))!;
        if (await SlotRow.HoldAsync(work, request.SlotId ?? placement.SlotId, act) is not { } slot) return CommonProblems.NotFound();
        if (slot.State is not ("open" or "full" or "closed")) return Problems.SlotNotIn(slot, "open");
        var mentor = request.Mentor ?? (slot.Enterprise == placement.Enterprise ? placement.Mentor : null);
        if (slot.Id == placement.SlotId && mentor == placement.Mentor) return Problems.NothingToChange(placement);
        var effectiveOn = request.EffectiveOn ?? act.Today;
        if (await MovePlacement.WhyNotAsync(work, packs, placement, slot, effectiveOn, await LogbookHours.LastDayAsync(work, id), act.Today) is { } problem) return problem;
        var isToAnotherEnterprise = slot.Enterprise != placement.Enterprise;
        if (isToAnotherEnterprise && DayOfMove.JudgeProposal(effectiveOn, act.Today) is { Passes: false } noDay)
        {
            return Problems.NoDayToSign(noDay);
        }
        var template = await AgreementTemplates.CurrentAsync(work, placement.Institution);
        if (isToAnotherEnterprise && AgreementTemplates.WhyNot(template, packs, slot, placement.Institution) is { } noText) return noText;

        var changeId = Guid.CreateVersion7();
        var text = PlacementChangeText.Of(id, placement.SlotId, placement.Enterprise, slot.Id, slot.Enterprise, mentor, effectiveOn);
        IReadOnlyList<string> coSignatories = [.. slot.Terms.CoSignatories.Where(code => code != placement.Institution)];
        var agreement = !isToAnotherEnterprise ? null : TripartiteText.Of(new AgreedPlacement
        {
            PlacementId = id,
            LearnerId = placement.LearnerId,
            Institution = placement.Institution,
            Enterprise = slot.Enterprise,
            SlotTitle = slot.Title,
            Slot = slot.Facts,
            StartsOn = effectiveOn,
            EndsOn = placement.EndsOn,
            CoSignatories = coSignatories,
            TemplateVersion = template?.Version,
            Clauses = template?.Clauses,
        });
        var birthDate = (await LearnerRow.FindAsync(work, placement.LearnerId))!.BirthDate;
        var asksGuardian = InformedConsent.NeedsGuardian(birthDate, act.Today, packs.ConsentTo(slot.Terms.Kind, slot.StartsOn));
        var needsGuardian = asksGuardian && !placement.IsWithoutGuardian ? 1 : 0;
        var isFirst = await work.TryInsertAsync(
            """
            INSERT INTO partnership.placement_change (id, placement_id, learner_id, institution, from_slot_id, from_enterprise, to_slot_id, to_enterprise, mentor, effective_on,
                text, text_hash, reason, proposed_by, proposed_on, needs_guardian, agreed_on, state, end_reason, ended_as, version,
                created_at, agreement_text, agreement_hash)
            VALUES (@changeId, @id, @LearnerId, @Institution, @SlotId, @Enterprise, @toSlot, @toEnterprise, @mentor, @effectiveOn,
                @Text, @Hash, @Reason, @Org, @today, @needsGuardian, NULL, 'proposed', NULL, @open, 1, @now, @agreementText, @agreementHash)
            """,
            new
            {
                changeId,
                id,
                placement.LearnerId,
                placement.Institution,
                placement.SlotId,
                placement.Enterprise,
                toSlot = slot.Id,
                toEnterprise = slot.Enterprise,
                mentor,
                effectiveOn,
                text.Text,
                text.Hash,
                request.Reason,
                act.Caller.Org,
                today = act.Today,
                needsGuardian,
                open = Guid.Empty,
                now = act.Now,
                agreementText = agreement?.Text,
                agreementHash = agreement?.Hash,
            });
        if (!isFirst) return Problems.ChangeOpen(id, await work.SingleAsync<Guid>("SELECT id FROM partnership.placement_change WHERE placement_id = @id AND state IN ('proposed', 'agreed')", new { id }));
        if (isToAnotherEnterprise)
        {
            await PlacementChangeRow.AskSignaturesAsync(work, changeId, placement.Institution, slot.Enterprise, coSignatories);
        }
        await AcceptPlacementChange.AddAsync(work, changeId, act.Caller.Org == placement.Institution ? ActRow.OfInstitution : ActRow.OfEnterprise, act.Today, null, act);

        await work.AuditAsync(PlacementChangeRow.Kind, changeId, 1, "proposed", act, request.Reason);
        var change = (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()))!;
        return await work.CommitAsync(TypedResults.Created(change.Path, change));
    }
}

using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Slots;
using IndustryPartnership.Internships.Templates;
using Kernel.Http;

namespace IndustryPartnership.Internships.Moves;

/// <summary>The agreement of a move to another enterprise: its text, and who must sign it (D31).</summary>
internal static class AgreementOfMove
{
    /// <summary>Why the text cannot be made, or not be signed before the first day there; null if the enterprise stays.</summary>
    public static Refusal? WhyNone(
        Placement placement, Slot slot, DateOnly effectiveOn, AgreementTemplate? template, RulePacks packs, DateOnly today)
    {
        if (slot.Enterprise == placement.Enterprise) return null;
        if (DayOfMove.JudgeProposal(effectiveOn, today) is { Passes: false } noDay) return Problems.NoDayToSign(noDay);
        return AgreementTemplates.WhyNot(template, packs, slot, placement.Institution);
    }

    /// <returns>Null if the enterprise stays, and with it the agreement.</returns>
    public static TripartiteText? TextOf(
        Placement placement, Slot slot, DateOnly effectiveOn, AgreementTemplate? template, NoBurdens.Limits? noBurdens) =>
        slot.Enterprise == placement.Enterprise ? null : TripartiteText.Of(new AgreedPlacement
        {
            PlacementId = placement.Id,
            LearnerId = placement.LearnerId,
            Institution = placement.Institution,
            Enterprise = slot.Enterprise,
            SlotTitle = slot.Title,
            Slot = slot.Facts,
            StartsOn = effectiveOn,
            EndsOn = placement.EndsOn,
            CoSignatories = CoSignatories(placement.Institution, slot),
            TemplateVersion = template?.Version,
            Clauses = template?.Clauses,
            NoBurdens = noBurdens,
        });

    public static IEnumerable<MoveSignature> Asked(PlacementChange proposed, Slot slot) => !proposed.IsToAnotherEnterprise ? [] :
    [
        .. CoSignatories(proposed.Institution, slot).Select(code => new MoveSignature(MoveSignature.OfCoSignatory, code)),
        new(ActRow.OfInstitution, proposed.Institution),
        new(ActRow.OfEnterprise, proposed.ToEnterprise),
        new(InformedConsent.Learner, proposed.Institution),
    ];

    private static IReadOnlyList<string> CoSignatories(string institution, Slot slot) =>
        [.. slot.Terms.CoSignatories.Where(code => code != institution)];
}

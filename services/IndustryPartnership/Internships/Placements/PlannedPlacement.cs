using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Slots;
using IndustryPartnership.Internships.Templates;

namespace IndustryPartnership.Internships.Placements;

/// <summary>What an accepted offer plans: the placement, and the text that all will sign (D31).</summary>
/// <param name="Placement">The placement, which waits for consent.</param>
/// <param name="Text">The agreement's text.</param>
internal sealed record PlannedPlacement(Placement Placement, TripartiteText Text)
{
    /// <param name="application">The application, whose offer is accepted.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="template">The institution's template; null if it has none.</param>
    /// <param name="noBurdens">What the slot's pack wants attested (D34); null if it wants nothing.</param>
    public static PlannedPlacement Of(
        Application application, Slot slot, AgreementTemplate? template, NoBurdens.Limits? noBurdens)
    {
        var id = Guid.CreateVersion7();
        List<string> coSignatories = [.. slot.Terms.CoSignatories.Where(code => code != application.Institution)];
        var text = TripartiteText.Of(new AgreedPlacement
        {
            PlacementId = id,
            LearnerId = application.LearnerId,
            Institution = application.Institution,
            Enterprise = application.Enterprise,
            SlotTitle = slot.Title,
            Slot = slot.Facts,
            StartsOn = slot.StartsOn,
            EndsOn = slot.EndsOn,
            CoSignatories = coSignatories,
            TemplateVersion = template?.Version,
            Clauses = template?.Clauses,
            NoBurdens = noBurdens,
        });
        var placement = new Placement
        {
            Id = id,
            SlotId = application.SlotId,
            LearnerId = application.LearnerId,
            Institution = application.Institution,
            Enterprise = application.Enterprise,
            StartsOn = slot.StartsOn,
            EndsOn = slot.EndsOn,
            State = PlacementState.AwaitingConsent,
            StartedOn = null,
            TextHash = text.Hash,
            Consents = [],
            Signatures = [],
            Pauses = [],
            Mentor = null,
            MentorId = null,
            Hours = null,
            Grade = null,
            MentorGrade = null,
            Version = 1,
            TeacherId = null,
            CoSignatories = coSignatories,
            Posts = [],
            Kind = slot.Terms.Kind,
        };
        return new PlannedPlacement(placement, text);
    }
}

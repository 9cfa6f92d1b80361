using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// What the next slot's pack says about a learner who moves there, and about the consents (D32). At another enterprise it also says when
/// the agreement was signed (D31).
/// </summary>
internal static class VerdictsOfMove
{
    public static IReadOnlyList<RuleVerdict> Judge(
        LearnerRow learner, RulePacks packs, SlotFacts slot, bool isWithoutGuardian, PlacementChange change, DateOnly today)
    {
        var consented = change.Acceptances.ToDictionary(one => one.By, one => (DateOnly?)one.On);
        var given = new InformedConsent.Given(
            learner.BirthDate, consented.GetValueOrDefault(InformedConsent.Learner), consented.GetValueOrDefault(InformedConsent.Guardian),
            isWithoutGuardian);
        var consent = InformedConsent.Judge(given, today, packs.ConsentTo(slot));
        List<RuleVerdict> verdicts =
            [.. learner.Judge(packs, slot, change.EffectiveOn, _ => "effectiveOn"), new(InformedConsent.Name, consent)];
        if (change.IsToAnotherEnterprise)
        {
            var signedOn = change.Signatures.Max(signature => signature.On);
            verdicts.Add(new(TripartiteAgreement.Name, DayOfMove.Judge(signedOn, change.ConsentedOn, change.EffectiveOn, today)));
        }
        return verdicts;
    }
}

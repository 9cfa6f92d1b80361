using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>What decides the needed consents of a placement (D32): the learner's age, and the pack of its slot.</summary>
internal sealed record ConsentTerms
{
    public DateOnly BirthDate { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly SlotStartsOn { get; init; }
    public DateOnly? OpenedOn { get; init; }

    public static Task<ConsentTerms> OfAsync(IReader reader, Guid placementId) => reader.SingleAsync<ConsentTerms>(
        """
        SELECT b.value AS birth_date, s.kind, s.starts_on AS slot_starts_on, s.opened_on
        FROM partnership.placement p
        INNER JOIN partnership.learner l ON l.id = p.learner_id
        LEFT JOIN partnership.personal_value b ON b.id = l.birth_date_id
        INNER JOIN partnership.slot s ON s.id = p.slot_id
        WHERE p.id = @placementId
        """,
        new { placementId });

    public IReadOnlyList<string> Missing(Placement placement, RulePacks packs, DateOnly today) =>
        InformedConsent.Missing(placement.ConsentsGiven(BirthDate), today, Limits(packs));

    public Verdict Judge(Placement placement, RulePacks packs, DateOnly today) =>
        InformedConsent.Judge(placement.ConsentsGiven(BirthDate), today, Limits(packs));

    /// <summary>Whether a guardian or parent is asked on a day.</summary>
    public Verdict JudgeGuardian(Placement placement, RulePacks packs, DateOnly day) =>
        InformedConsent.JudgeGuardian(placement.ConsentsGiven(BirthDate), day, Limits(packs));

    private InformedConsent.Limits Limits(RulePacks packs) =>
        packs.ConsentTo(Kind, SlotFacts.FirstDay(SlotStartsOn, OpenedOn));
}

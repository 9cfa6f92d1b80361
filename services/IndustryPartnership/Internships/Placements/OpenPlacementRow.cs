using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Slots;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// A placement under way or to come, with the facts that judge it. The number of statements does not grow with the number of placements.
/// </summary>
internal sealed record OpenPlacementRow
{
    /// <summary>A correction after the start: a consent or signature is now missing, or in another order.</summary>
    private const string Unfounded =
        """
        SELECT 1 FROM partnership.placement_act_correction k WHERE k.placement_id = p.id AND (
            (k.withdrawn = 1 AND k.kind <> 'co-signature' AND NOT EXISTS (
                SELECT 1 FROM partnership.placement_act a WHERE a.placement_id = p.id AND a.kind = k.kind AND a.party = k.party))
            OR EXISTS (
                SELECT 1 FROM partnership.placement_cosignatory g
                WHERE g.placement_id = p.id AND (g.signed_on IS NULL OR g.signed_on > p.started_on))
            OR EXISTS (
                SELECT 1 FROM partnership.placement_act a WHERE a.placement_id = p.id AND a.kind = 'signature' AND (
                    a.acted_on > p.started_on OR EXISTS (
                        SELECT 1 FROM partnership.placement_act c
                        WHERE c.placement_id = p.id AND c.kind = 'consent' AND c.acted_on > a.acted_on))))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid LearnerId { get; init; }
    public string State { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly? ResumedOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string LearnerState { get; init; } = "";
    public string LearnerInstitution { get; init; } = "";
    public Guid SlotId { get; init; }
    public string Institution { get; init; } = "";
    public Guid? TeacherId { get; init; }
    public int HasAgreement { get; init; }
    public int HasBase { get; init; }
    public int HasOrganisations { get; init; }
    public DateOnly? LatestWeek { get; init; }
    public DateOnly? StartedOn { get; init; }
    public DateOnly BirthDate { get; init; }
    public int Stage { get; init; }
    public DateOnly? StageBeganOn { get; init; }
    public DateOnly? LearnerConsentOn { get; init; }
    public DateOnly? GuardianConsentOn { get; init; }

    /// <summary>Two statements: the learner's, and the institution's confirmation.</summary>
    public int NoGuardian { get; init; }
    public int IsUnfounded { get; init; }

    /// <summary>An institution's placements of a cohort, with the risks of each.</summary>
    public static async Task<IReadOnlyList<(OpenPlacementRow Row, IReadOnlyList<PlacementRisk> Risks)>> JudgeAsync(
        IReader reader, RulePacks packs, string org, int cohort, DateOnly today, CancellationToken ct)
    {
        var rows = await reader.QueryAsync<OpenPlacementRow>(
            """
            SELECT p.seq, p.id, p.learner_id, p.slot_id, p.institution, p.state, p.starts_on,
                (SELECT MAX(u.resumed_on) FROM partnership.placement_pause u WHERE u.placement_id = p.id) AS resumed_on, p.ends_on,
                p.started_on, l.state AS learner_state, l.institution AS learner_institution, b.value AS birth_date, l.stage,
                l.stage_began_on, p.teacher_id,
                CASE WHEN
            """ + " " + SlotFooting.HasAgreement + " THEN 1 ELSE 0 END AS has_agreement, CASE WHEN " + SlotFooting.HasBase
            + " THEN 1 ELSE 0 END AS has_base, CASE WHEN " + SlotFooting.HasOrganisations + " THEN 1 ELSE 0 END AS has_organisations, " +
            """
            (SELECT MAX(c.acted_on) FROM partnership.placement_act c
                WHERE c.placement_id = p.id AND c.kind = 'consent' AND c.party = 'learner') AS learner_consent_on,
                (SELECT MAX(c.acted_on) FROM partnership.placement_act c
                WHERE c.placement_id = p.id AND c.kind = 'consent' AND c.party = 'guardian') AS guardian_consent_on,
                (SELECT COUNT(*) FROM partnership.placement_act c
                WHERE c.placement_id = p.id AND c.kind = 'no-guardian') AS no_guardian,
                (SELECT MAX(b.week_of) FROM partnership.logbook_entry b WHERE b.placement_id = p.id) AS latest_week,
                CASE WHEN p.started_on IS NOT NULL AND EXISTS (
            """ + Unfounded + """
            ) THEN 1 ELSE 0 END AS is_unfounded
            FROM partnership.placement p
            INNER JOIN partnership.learner l ON l.id = p.learner_id
            LEFT JOIN partnership.personal_value b ON b.id = l.birth_date_id
            INNER JOIN partnership.slot s ON s.id = p.slot_id
            WHERE p.institution = @org AND l.cohort = @cohort
                AND p.state IN ('awaiting-consent', 'awaiting-signatures', 'ready', 'active', 'paused') ORDER BY p.seq
            """,
            new { org, institution = org, cohort, day = today }, ct);
        var teachers = rows.Select(row => row.TeacherId).OfType<Guid>().Distinct().ToList();
        var known = await CertificateRow.ReadAsync(reader, teachers, ct);
        var law = await PlacementLaw.ReadAsync(reader, packs, rows, today, ct);
        return [.. rows.Select(row => (row, PlacementRisks.Of(law.Of(row, row.Facts(CertificatesOf(row))), today)))];

        IReadOnlyList<CertificateInForce> CertificatesOf(OpenPlacementRow row) =>
            row.TeacherId is { } teacher ? known.At(teacher, org) : [];
    }

    /// <summary>The consents given, by what is known of the learner now (D32).</summary>
    public InformedConsent.Given ConsentsGiven() => new(BirthDate, LearnerConsentOn, GuardianConsentOn, NoGuardian == 2);

    private PlacementFacts Facts(IReadOnlyList<CertificateInForce> certificates) => new(
        State, ResumedOn ?? StartsOn, EndsOn, LearnerState, TeacherId is not null, certificates, HasAgreement == 1,
        LatestWeek)
    {
        IsUnfounded = IsUnfounded == 1,
        HasBase = HasBase == 1,
        HasOrganisations = HasOrganisations == 1,
        TransferredTo = LearnerInstitution == Institution ? null : LearnerInstitution,
    };
}

using IndustryPartnership.Internships.Law;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The timeline's facts, from this service's tables and its copies of other services' news.</summary>
internal sealed record TimelineRow
{
    private const string Enrollment = "enrollment";
    internal const string Faculty = "faculty-certification";

    public DateOnly HappenedOn { get; init; }
    public DateTimeOffset? RecordedAt { get; init; }
    public string Service { get; init; } = IndustryPartnershipService.Name;
    public string Organisation { get; init; } = "";
    public string What { get; init; } = "";
    public Guid Reference { get; init; }
    public int? Version { get; init; }

    /// <summary>The order within one day, so that it does not depend on when news came.</summary>
    public int Rank { get; init; }

    /// <param name="reader">Where to read.</param>
    /// <param name="packs">The packs, which say what has to be filed.</param>
    /// <param name="placement">The placement. The caller has checked that it may be seen.</param>
    /// <param name="today">The business date.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<IReadOnlyList<TimelineRow>> ReadAsync(
        IReader reader, RulePacks packs, Placement placement, DateOnly today, CancellationToken ct)
    {
        // A placement's parties do not see news about learner, articulation and teacher from after it was over.
        var until = placement.IsOpen || placement.EndsOn > today ? today : placement.EndsOn;
        var key = new { placement.Id, placement.LearnerId, placement.Institution, placement.StartsOn, placement.EndsOn };
        var steps = await StepsAsync(reader, key, ct);
        if (steps.FirstOrDefault(step => step.What == Steps.CalledOff)?.HappenedOn is { } calledOff && calledOff < until) until = calledOff;
        // A placement does not rest on what had ended before the place was accepted.
        var since = steps.FirstOrDefault(step => step.Reference == placement.Id && step.Version == 1)?.HappenedOn ?? placement.StartsOn;
        return
        [
            .. (await LearnerAsync(reader, key, ct)).Where(row => row.HappenedOn <= until).Select(row => row with { Service = Enrollment }),
            .. (await AgreementsAsync(reader, key, ct)).Where(row => row.HappenedOn <= until),
            .. (await TimelineOfEnds.ReadAsync(reader, placement, ct)).Where(row => since <= row.HappenedOn && row.HappenedOn <= until),
            .. (await TimelineOfFilings.ReadAsync(reader, packs, placement, since, ct)).Where(row => row.HappenedOn <= until),
            .. steps,
            .. await PlacementAsync(reader, key, ct),
            .. await ChangesAsync(reader, key, ct),
            .. (await TimelineOfTeacher.ReadAsync(reader, placement, ct)).Where(row => row.HappenedOn <= until),
            .. (await TeacherSuspension.ReadAsync(reader, placement, ct)).Where(row => row.HappenedOn <= until),
        ];
    }

    private static Task<IReadOnlyList<TimelineRow>> LearnerAsync(
        IReader reader, object key, CancellationToken ct) => reader.QueryAsync<TimelineRow>(
        """
        SELECT f.happened_on, f.recorded_at, f.institution AS organisation, f.fact AS what, f.learner_id AS reference, f.version, 20 AS rank
        FROM partnership.learner_fact f WHERE f.learner_id = @LearnerId
        UNION ALL
        SELECT f.happened_on, f.recorded_at, f.from_institution AS organisation, f.fact AS what, f.articulation_id AS reference, f.version,
            10 AS rank
        FROM partnership.articulation_fact f INNER JOIN partnership.learner l ON l.articulation_id = f.articulation_id
        WHERE l.id = @LearnerId
        UNION ALL
        SELECT f.happened_on, f.recorded_at, f.to_institution AS organisation, f.fact AS what, f.articulation_id AS reference, f.version,
            10 AS rank
        FROM partnership.articulation_fact f INNER JOIN partnership.learner l ON l.articulation_id = f.articulation_id
        WHERE l.id = @LearnerId
        """,
        key, ct);

    // Each text that was in force, of the agreements that could be relied on during the placement.
    private static Task<IReadOnlyList<TimelineRow>> AgreementsAsync(
        IReader reader, object key, CancellationToken ct) => reader.QueryAsync<TimelineRow>(
        """
        SELECT s.signed_on AS happened_on, s.signed_at AS recorded_at, s.organisation, 'agreement signed' AS what,
            s.agreement_id AS reference, s.revision AS version, 0 AS rank
        FROM partnership.agreement_signature s
        INNER JOIN partnership.agreement_text t ON t.agreement_id = s.agreement_id AND t.revision = s.revision
        INNER JOIN partnership.agreement a ON a.id = s.agreement_id
        WHERE t.in_force_from IS NOT NULL AND a.kind IN ('internship-framework', 'strategic-cooperation') AND a.valid_from <= @EndsOn
            AND a.valid_until >= @StartsOn AND (a.terminated_on IS NULL OR a.terminated_on > @StartsOn)
            AND EXISTS (SELECT 1 FROM partnership.agreement_party e WHERE e.agreement_id = a.id AND e.organisation IN (
                SELECT p.enterprise FROM partnership.placement p WHERE p.id = @Id UNION ALL SELECT o.enterprise
                FROM partnership.placement_post o WHERE o.placement_id = @Id))
            AND EXISTS (SELECT 1 FROM partnership.agreement_party i WHERE i.agreement_id = a.id AND i.organisation = @Institution)
        """,
        key, ct);

    private static Task<IReadOnlyList<TimelineRow>> StepsAsync(
        IReader reader, object key, CancellationToken ct) => reader.QueryAsync<TimelineRow>(
        """
        SELECT c.taken_on AS happened_on, c.recorded_at, c.organisation, c.what, c.thing_id AS reference, c.version, 30 AS rank
        FROM partnership.step c
        WHERE c.thing_id IN (SELECT p.slot_id FROM partnership.placement p WHERE p.id = @Id UNION ALL SELECT o.slot_id
            FROM partnership.placement_post o WHERE o.placement_id = @Id)
        UNION ALL
        SELECT c.taken_on AS happened_on, c.recorded_at, c.organisation, c.what, c.thing_id AS reference, c.version, 40 AS rank
        FROM partnership.step c
        INNER JOIN partnership.application a ON a.id = c.thing_id WHERE a.learner_id = @LearnerId
            AND a.slot_id IN (SELECT p.slot_id FROM partnership.placement p WHERE p.id = @Id UNION ALL SELECT o.slot_id
            FROM partnership.placement_post o WHERE o.placement_id = @Id)
        UNION ALL
        SELECT c.taken_on AS happened_on, c.recorded_at, c.organisation, c.what, c.thing_id AS reference, c.version,
            CASE WHEN c.what = 'called off' THEN 90 ELSE 50 END AS rank
        FROM partnership.step c WHERE c.thing_id = @Id
        """,
        key, ct);

    // An act at a post belongs to that post's enterprise, even after a move. The first post is the one of the agreement.
    private static Task<IReadOnlyList<TimelineRow>> PlacementAsync(
        IReader reader, object key, CancellationToken ct) => reader.QueryAsync<TimelineRow>(
        """
        SELECT c.acted_on AS happened_on, c.recorded_at, CASE WHEN c.party = 'enterprise' THEN COALESCE((SELECT o.enterprise
            FROM partnership.placement_post o
            WHERE o.placement_id = p.id AND o.from_on = p.starts_on), p.enterprise) ELSE p.institution END AS organisation,
            CASE WHEN c.kind = 'consent' AND c.party = 'guardian' THEN 'guardian consented' WHEN c.kind = 'consent' THEN 'learner consented'
                WHEN c.kind = 'refusal' AND c.party = 'guardian' THEN 'guardian refused consent'
                WHEN c.kind = 'refusal' THEN 'learner refused consent'
                WHEN c.kind = 'no-guardian' AND c.party = 'learner' THEN 'learner said that there is no guardian'
                WHEN c.kind = 'no-guardian' THEN 'institution confirmed that there is no guardian'
                WHEN c.party = 'learner' THEN 'learner signed' WHEN c.party = 'enterprise' THEN 'enterprise signed'
                ELSE 'institution signed' END AS what,
            p.id AS reference, NULL AS version, CASE WHEN c.kind = 'signature' THEN 61 WHEN c.kind = 'refusal' THEN 62 ELSE 60 END AS rank
        FROM partnership.placement_act c INNER JOIN partnership.placement p ON p.id = c.placement_id
        WHERE p.id = @Id AND c.kind IN ('consent', 'refusal', 'no-guardian', 'signature')
        UNION ALL
        SELECT g.signed_on AS happened_on, NULL AS recorded_at, g.organisation, 'co-signatory signed' AS what, g.placement_id AS reference,
            NULL AS version, 61 AS rank
        FROM partnership.placement_cosignatory g WHERE g.placement_id = @Id AND g.signed_on IS NOT NULL
        UNION ALL
        SELECT p.started_on AS happened_on, NULL AS recorded_at, COALESCE((SELECT o.enterprise FROM partnership.placement_post o
            WHERE o.placement_id = p.id
                AND o.from_on = p.starts_on), p.enterprise) AS organisation, 'started' AS what, p.id AS reference, NULL AS version,
                70 AS rank
        FROM partnership.placement p WHERE p.id = @Id AND p.started_on IS NOT NULL
        UNION ALL
        SELECT u.resumed_on AS happened_on, NULL AS recorded_at,
            COALESCE((SELECT o.enterprise FROM partnership.placement_post o
            WHERE o.placement_id = p.id AND o.from_on <= u.resumed_on
                AND (o.until_on IS NULL OR o.until_on >= u.resumed_on)), p.enterprise) AS organisation,
            'resumed' AS what, p.id AS reference, NULL AS version, 71 AS rank
        FROM partnership.placement_pause u INNER JOIN partnership.placement p ON p.id = u.placement_id
        WHERE p.id = @Id AND u.resumed_on IS NOT NULL
        UNION ALL
        SELECT u.paused_on AS happened_on, NULL AS recorded_at,
            COALESCE((SELECT o.enterprise FROM partnership.placement_post o
            WHERE o.placement_id = p.id AND o.from_on <= u.paused_on
                AND (o.until_on IS NULL OR o.until_on >= u.paused_on)), p.enterprise) AS organisation,
            'paused' AS what, p.id AS reference, NULL AS version, 72 AS rank
        FROM partnership.placement_pause u INNER JOIN partnership.placement p ON p.id = u.placement_id WHERE p.id = @Id
        UNION ALL
        SELECT p.ends_on AS happened_on, NULL AS recorded_at, p.institution AS organisation, CASE WHEN p.state = 'stopped'
            OR p.grade IS NULL THEN 'stopped' ELSE 'completed' END AS what, p.id AS reference, NULL AS version, 90 AS rank
        FROM partnership.placement p WHERE p.id = @Id AND p.started_on IS NOT NULL AND p.state IN ('completed', 'stopped', 'assessed')
        UNION ALL
        SELECT m.assessed_on AS happened_on, m.created_at AS recorded_at, p.enterprise AS organisation, 'mentor assessed' AS what,
            p.id AS reference, NULL AS version, 91 AS rank
        FROM partnership.mentor_assessment m INNER JOIN partnership.placement p ON p.id = m.placement_id WHERE p.id = @Id
        """,
        key, ct);

    private static Task<IReadOnlyList<TimelineRow>> ChangesAsync(
        IReader reader, object key, CancellationToken ct) => reader.QueryAsync<TimelineRow>(
        """
        SELECT c.agreed_on AS happened_on, NULL AS recorded_at, c.institution AS organisation, 'change agreed' AS what, c.id AS reference,
            NULL AS version, 73 AS rank
        FROM partnership.placement_change c WHERE c.placement_id = @Id AND c.state IN ('agreed', 'in-force')
        UNION ALL
        SELECT c.effective_on AS happened_on, NULL AS recorded_at, c.from_enterprise AS organisation, 'moved from' AS what,
            c.id AS reference, NULL AS version, 74 AS rank
        FROM partnership.placement_change c WHERE c.placement_id = @Id AND c.state = 'in-force' AND c.to_slot_id <> c.from_slot_id
        UNION ALL
        SELECT c.effective_on AS happened_on, NULL AS recorded_at, c.to_enterprise AS organisation, 'moved to' AS what, c.id AS reference,
            NULL AS version, 75 AS rank
        FROM partnership.placement_change c WHERE c.placement_id = @Id AND c.state = 'in-force' AND c.to_slot_id <> c.from_slot_id
        UNION ALL
        SELECT c.effective_on AS happened_on, NULL AS recorded_at, c.to_enterprise AS organisation, 'mentor changed' AS what,
            c.id AS reference, NULL AS version, 75 AS rank
        FROM partnership.placement_change c WHERE c.placement_id = @Id AND c.state = 'in-force' AND c.to_slot_id = c.from_slot_id
        """,
        key, ct);
}

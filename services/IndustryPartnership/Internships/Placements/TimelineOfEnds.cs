using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// What the placement rested on and has ended (D45): the agreements of the two, the slot's base, the enterprise's part in it, the
/// organisations.
/// </summary>
internal static class TimelineOfEnds
{
    public static async Task<IReadOnlyList<TimelineRow>> ReadAsync(IReader reader, Placement placement, CancellationToken ct)
    {
        var key = new { placement.Id, placement.Institution, placement.EndsOn };
        var agreements = await reader.QueryAsync<AgreementEnd>(
            """
            SELECT a.id, a.drafted_by, a.valid_until, a.terminated_on FROM partnership.agreement a
            WHERE a.state IN ('active', 'terminated', 'expired') AND a.kind IN ('internship-framework', 'strategic-cooperation')
                AND a.valid_from <= @EndsOn
                AND EXISTS (SELECT 1 FROM partnership.agreement_party e WHERE e.agreement_id = a.id AND e.organisation IN (
                    SELECT p.enterprise FROM partnership.placement p WHERE p.id = @Id
                    UNION ALL SELECT o.enterprise FROM partnership.placement_post o WHERE o.placement_id = @Id))
                AND EXISTS (SELECT 1 FROM partnership.agreement_party i WHERE i.agreement_id = a.id AND i.organisation = @Institution)
            """,
            key, ct);
        var others = await reader.QueryAsync<TimelineRow>(
            """
            SELECT m.left_on AS happened_on, NULL AS recorded_at, m.organisation,
                'left the base' AS what, m.thing_id AS reference, NULL AS version, 76 AS rank
            FROM partnership.membership m INNER JOIN partnership.slot s ON s.base_id = m.thing_id AND s.enterprise = m.organisation
            INNER JOIN partnership.placement p ON p.slot_id = s.id WHERE p.id = @Id AND m.left_on IS NOT NULL
            UNION ALL
            SELECT b.suspended_on AS happened_on, NULL AS recorded_at, b.approved_by AS organisation,
                'base suspended' AS what, b.id AS reference, NULL AS version, 76 AS rank
            FROM partnership.base b INNER JOIN partnership.slot s ON s.base_id = b.id
            INNER JOIN partnership.placement p ON p.slot_id = s.id WHERE p.id = @Id AND b.suspended_on IS NOT NULL
            UNION ALL
            SELECT h.effective_on AS happened_on, h.recorded_at, h.thing_id AS organisation,
                'organisation closed' AS what, p.id AS reference, NULL AS version, 77 AS rank
            FROM partnership.placement p INNER JOIN partnership.history h ON h.kind = 'organisation' AND h.action = 'closed'
                AND (h.thing_id = p.enterprise OR h.thing_id = p.institution
                    OR h.thing_id IN (SELECT g.organisation FROM partnership.placement_cosignatory g WHERE g.placement_id = p.id))
            WHERE p.id = @Id
            """,
            key, ct);
        return [.. agreements.Select(agreement => agreement.Show()).OfType<TimelineRow>(), .. others];
    }

    private sealed record AgreementEnd
    {
        public Guid Id { get; init; }
        public string DraftedBy { get; init; } = "";
        public DateOnly ValidUntil { get; init; }
        public DateOnly? TerminatedOn { get; init; }

        public TimelineRow? Show()
        {
            var row = new TimelineRow { Organisation = DraftedBy, Reference = Id, Rank = 76 };
            if (TerminatedOn is { } terminatedOn) return row with { HappenedOn = terminatedOn, What = "agreement terminated" };
            return ValidUntil < DateOnly.MaxValue ? row with { HappenedOn = ValidUntil.AddDays(1), What = "agreement expired" } : null;
        }
    }
}

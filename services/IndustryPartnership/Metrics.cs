using Kernel.Hosting;

namespace IndustryPartnership;

/// <summary>The metrics of the domain, for those who run the service.</summary>
internal static class Metrics
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("platform.agreements", "{agreement}", "Agreements by state.",
            (db, ct) => db.QueryAsync<StateCount>("SELECT state, COUNT(*) AS things FROM partnership.agreement GROUP BY state", ct: ct)),
        new("platform.slots", "{slot}", "Internship slots by state.",
            (db, ct) => db.QueryAsync<StateCount>("SELECT state, COUNT(*) AS things FROM partnership.slot GROUP BY state", ct: ct)),
        new("platform.internship_applications", "{application}", "Applications for slots by state.",
            (db, ct) => db.QueryAsync<StateCount>("SELECT state, COUNT(*) AS things FROM partnership.application GROUP BY state", ct: ct)),
        new("platform.placements", "{placement}", "Placements by state.",
            (db, ct) => db.QueryAsync<StateCount>("SELECT state, COUNT(*) AS things FROM partnership.placement GROUP BY state", ct: ct)),
        new("platform.logbook_weeks", "{week}", "Weeks of logbooks by state. A written week waits for the mentor.",
            (db, ct) => db.QueryAsync<StateCount>(
                "SELECT state, COUNT(*) AS things FROM partnership.logbook_entry GROUP BY state", ct: ct)),
        new("platform.signatures.awaited", "{signature}", "Signatures that placements, agreements, their amendments and moves wait for.",
            (db, ct) => db.QueryAsync<StateCount>(
                """
                SELECT 'placement' AS state,
                    (SELECT 3 * COUNT(*) FROM partnership.placement p WHERE p.state = 'awaiting-signatures')
                    - (SELECT COUNT(*) FROM partnership.placement_act a JOIN partnership.placement p ON p.id = a.placement_id
                        WHERE p.state = 'awaiting-signatures' AND a.kind = 'signature')
                    + (SELECT COUNT(*) FROM partnership.placement_cosignatory c JOIN partnership.placement p ON p.id = c.placement_id
                        WHERE p.state = 'awaiting-signatures' AND c.signed_on IS NULL) AS things
                UNION ALL
                SELECT 'agreement' AS state,
                    (SELECT COUNT(*) FROM partnership.agreement_party m JOIN partnership.agreement g ON g.id = m.agreement_id
                        WHERE g.state IN ('proposed', 'signed') OR (g.state = 'active' AND g.pending_revision > 0))
                    - (SELECT COUNT(*) FROM partnership.agreement_signature s JOIN partnership.agreement g ON g.id = s.agreement_id
                            AND s.revision = CASE WHEN g.state = 'active' THEN g.pending_revision ELSE g.revision END
                        WHERE g.state IN ('proposed', 'signed') OR (g.state = 'active' AND g.pending_revision > 0)) AS things
                UNION ALL
                SELECT 'move' AS state, COUNT(*) AS things FROM partnership.placement_change_signature s
                    JOIN partnership.placement_change c ON c.id = s.change_id
                    WHERE c.state = 'proposed' AND s.signed_on IS NULL
                """, ct: ct)),
    ];
}

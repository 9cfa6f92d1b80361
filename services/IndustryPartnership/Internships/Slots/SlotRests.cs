namespace IndustryPartnership.Internships.Slots;

/// <summary>D45: what an open slot rests on by the rules on internships, and what of it has ended: its insurance (D35) and its filings
/// (D28).</summary>
internal static class SlotRests
{
    /// <summary>
    /// Whether nobody can begin any more at the slot s from @day on: no insurance covers any day that is left, or a filing that it names
    /// does not reach the last day, and no other one
    /// for the same school does. Visits are not bound (D26).
    /// </summary>
    public const string Ended =
        """
        (NOT EXISTS (SELECT 1 FROM partnership.slot_terms v WHERE v.slot_id = s.id AND v.kind = 'cognitive-visit')
            AND (NOT EXISTS (SELECT 1 FROM partnership.slot_insurance i
                    WHERE i.slot_id = s.id AND i.is_current = 1 AND i.charged = 0 AND i.from_pay = 0 AND i.until_on >= @day
                        AND i.until_on >= s.starts_on AND i.from_on <= s.ends_on)
                OR EXISTS (SELECT 1 FROM partnership.slot_filing n INNER JOIN partnership.filing f ON f.id = n.filing_id
                    WHERE n.slot_id = s.id AND (f.until_on < s.ends_on OR f.ended_on <= s.ends_on)
                        AND NOT EXISTS (SELECT 1 FROM partnership.slot_filing o INNER JOIN partnership.filing g ON g.id = o.filing_id
                            WHERE o.slot_id = s.id AND g.institution = f.institution AND g.until_on >= s.ends_on
                                AND (g.ended_on IS NULL OR g.ended_on > s.ends_on)))))
        """;
}

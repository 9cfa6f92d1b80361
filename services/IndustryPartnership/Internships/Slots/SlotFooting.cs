using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// What a slot rests on (D45): an agreement in force, open organisations, and its base. The slot's pack judges insurance and filings.
/// Search, application, offer, acceptance, start and board ask only here, so all refuse what has ended for the same reason.
/// </summary>
/// <remarks>
/// Each condition is about the slot <c>s</c>, the institution <c>@institution</c>, and somebody who begins on <c>@day</c> or, if later, on
/// the slot's first day.
/// </remarks>
internal static class SlotFooting
{
    private const string From = "CASE WHEN s.starts_on > @day THEN s.starts_on ELSE @day END";

    private const string Agreement =
        """
        SELECT 1 FROM partnership.agreement a
        INNER JOIN partnership.agreement_party e ON e.agreement_id = a.id AND e.organisation = s.enterprise
        INNER JOIN partnership.agreement_party i ON i.agreement_id = a.id
        INNER JOIN partnership.organisation n
            ON n.code = i.organisation AND n.kind IN ('university', 'vocational-college', 'secondary-school')
        WHERE a.state IN ('active', 'terminated', 'expired') AND a.kind IN ('internship-framework', 'strategic-cooperation')
        """;

    private const string OnDay =
        " AND a.valid_from <= @day AND a.valid_until >= @day AND (a.terminated_on IS NULL OR a.terminated_on > @day)";

    private const string OnFirstDay = " AND a.valid_from <= " + From + " AND a.valid_until >= " + From
        + " AND (a.terminated_on IS NULL OR a.terminated_on > " + From + ")";

    private const string OfInstitution = " AND i.organisation = @institution";

    /// <summary>The two have an agreement in force on the day, and one on the first day. The second may follow the first.</summary>
    public const string HasAgreement = "(EXISTS (" + Agreement + OfInstitution + OnDay + ") AND EXISTS (" + Agreement + OfInstitution
        + OnFirstDay + "))";

    /// <summary>The base may be used on all remaining days of the slot, and its enterprise stays a party to it.</summary>
    public const string HasBase =
        """
        (s.base_id IS NULL OR (
            EXISTS (
                SELECT 1 FROM partnership.membership m
                WHERE m.thing_id = s.base_id AND m.organisation = s.enterprise AND m.spell = 0 AND m.joined_on IS NOT NULL
                    AND (m.left_on IS NULL OR m.left_on > s.ends_on))
            AND EXISTS (SELECT 1 FROM partnership.base_period u WHERE u.base_id = s.base_id AND u.until_day >= s.ends_on AND u.from_day <=
        """ + " " + From + ")))";

    /// <summary>No organisation involved is closed: enterprise, institution, co-signatories.</summary>
    public const string HasOrganisations =
        """
        NOT EXISTS (
            SELECT 1 FROM partnership.organisation o
            WHERE o.state = 'closed' AND (o.code = s.enterprise OR o.code = @institution
                OR o.code IN (SELECT g.organisation FROM partnership.slot_cosignatory g WHERE g.slot_id = s.id)))
        """;

    /// <summary>All of these hold.</summary>
    public const string Holds = HasAgreement + " AND " + HasBase + " AND " + HasOrganisations;

    /// <summary>Slots on which somebody can begin. An institution that had an agreement with the enterprise needs one in force.</summary>
    public const string IsFound =
        "EXISTS (" + Agreement + OnDay + ") AND EXISTS (" + Agreement + OnFirstDay + ") AND " + HasBase + " AND " + HasOrganisations
        + " AND NOT " + SlotRests.Ended + " AND (" + HasAgreement + " OR NOT EXISTS (" + Agreement + OfInstitution + "))";

    /// <summary>Why nobody of an institution can begin on a slot; null if its basis holds.</summary>
    /// <param name="reader">Where it is read.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="institution">The learner's institution.</param>
    /// <param name="day">The day on which somebody begins, or asks to.</param>
    public static async Task<Refusal?> WhyNotAsync(IReader reader, Slot slot, string institution, DateOnly day)
    {
        if (day > slot.EndsOn) return Problems.SlotPast(slot.EndsOn, day);
        var from = slot.FirstDay(day);
        var key = new { slot.Id, institution, day };
        var row = await reader.SingleAsync<Row>(
            "SELECT CASE WHEN " + HasAgreement + " THEN 1 ELSE 0 END AS agreement, CASE WHEN " + HasBase
                + " THEN 1 ELSE 0 END AS base, CASE WHEN " + HasOrganisations
            + " THEN 1 ELSE 0 END AS organisations FROM partnership.slot s WHERE s.id = @Id", key);
        if (row.Organisations == 0)
        {
            return Cooperation.Problems.PartiesClosed("D45", await reader.QueryAsync<string>(
                """
                SELECT o.code FROM partnership.organisation o INNER JOIN partnership.slot s ON s.id = @Id
                WHERE o.state = 'closed' AND (o.code = s.enterprise OR o.code = @institution
                    OR o.code IN (SELECT g.organisation FROM partnership.slot_cosignatory g WHERE g.slot_id = s.id))
                ORDER BY o.code
                """,
                key));
        }
        if (row.Agreement == 0) return Problems.NoAgreementInForce(
            slot.Enterprise, institution, from, await LastDayAsync(reader, slot, institution, day));
        return row.Base == 0
            ? Problems.BaseEnded(slot.BaseId!.Value, slot.Enterprise, from, slot.EndsOn, await BaseAsync(reader, slot))
            : null;
    }

    /// <summary>Why an institution cannot approve a slot, and it cannot open: no agreement of the two is in force.</summary>
    public static async Task<Refusal?> WhyNoAgreementAsync(IReader reader, Slot slot, string institution, DateOnly day)
    {
        var agreed = await reader.QueryAsync<int>(
            "SELECT 1 FROM partnership.slot s WHERE s.id = @Id AND " + HasAgreement, new { slot.Id, institution, day });
        if (agreed.Count > 0) return null;
        var lastDay = await LastDayAsync(reader, slot, institution, day);
        return Problems.NoAgreementInForce(slot.Enterprise, institution, slot.FirstDay(day), lastDay, isWritten: true);
    }

    /// <summary>The last day of the agreements of the two that are in force on a day; null if none is.</summary>
    private static async Task<DateOnly?> LastDayAsync(IReader reader, Slot slot, string institution, DateOnly day) =>
        (await reader.QueryAsync<DateOnly>(
        """
        SELECT a.valid_until FROM partnership.agreement a
        INNER JOIN partnership.agreement_party e ON e.agreement_id = a.id AND e.organisation = @Enterprise
        INNER JOIN partnership.agreement_party i ON i.agreement_id = a.id AND i.organisation = @institution
        WHERE a.state = 'active' AND a.kind IN ('internship-framework', 'strategic-cooperation')
            AND a.valid_from <= @day AND a.valid_until >= @day
        """,
        new { slot.Enterprise, institution, day })).Select(last => (DateOnly?)last).Max();

    private static Task<BaseRow?> BaseAsync(IReader reader, Slot slot) => reader.FindAsync<BaseRow>(
        """
        SELECT b.state, b.valid_until, b.suspended_on, m.left_on FROM partnership.base b
        LEFT JOIN partnership.membership m ON m.thing_id = b.id AND m.organisation = @Enterprise AND m.spell = 0
        WHERE b.id = @BaseId
        """,
        new { slot.BaseId, slot.Enterprise });

    private sealed record Row
    {
        public int Agreement { get; init; }
        public int Base { get; init; }
        public int Organisations { get; init; }
    }

    /// <summary>The state of the base, and of the enterprise's part in it.</summary>
    internal sealed record BaseRow
    {
        public string State { get; init; } = "";
        public DateOnly ValidUntil { get; init; }
        public DateOnly? SuspendedOn { get; init; }
        public DateOnly? LeftOn { get; init; }
    }
}

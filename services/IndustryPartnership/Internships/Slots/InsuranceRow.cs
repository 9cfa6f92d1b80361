using IndustryPartnership.Internships.Law;
using Kernel.Data;

namespace IndustryPartnership.Internships.Slots;

/// <summary>What was recorded of a slot's insurances (D35): of one policy the newest record is current, and the others stay readable
/// (D43).</summary>
internal sealed record InsuranceRow
{
    public const string Columns = "i.seq, i.slot_id, i.insurer, i.policy_number, i.from_on, i.until_on, "
        + "i.charged, i.from_pay, i.taken_out_by, "
        + "i.recorded_by, i.slot_version, i.is_current";

    public long Seq { get; init; }
    public Guid SlotId { get; init; }
    public string Insurer { get; init; } = "";
    public string PolicyNumber { get; init; } = "";
    public DateOnly FromOn { get; init; }
    public DateOnly UntilOn { get; init; }
    public int Charged { get; init; }
    public int FromPay { get; init; }
    public string? TakenOutBy { get; init; }
    public string RecordedBy { get; init; } = "";
    public int SlotVersion { get; init; }
    public int IsCurrent { get; init; }

    /// <summary>The policies that hold as they are known, by slot, the newest record last.</summary>
    public static async Task<ILookup<Guid, Insurance>> CurrentAsync(IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        (await reader.QueryAsync<InsuranceRow>(
            "SELECT " + Columns + " FROM partnership.slot_insurance i WHERE i.slot_id IN @ids AND i.is_current = 1 ORDER BY i.seq",
            new { ids }, ct))
        .ToLookup(row => row.SlotId, row => row.Show());

    /// <summary>The insurance of a slot that was not opened yet, in place of the one that it had.</summary>
    public static async Task WriteAsync(UnitOfWork work, Guid slotId, Insurance? insurance)
    {
        await work.ExecuteAsync("DELETE FROM partnership.slot_insurance WHERE slot_id = @slotId", new { slotId });
        if (insurance is not null) await AddAsync(work, slotId, insurance, null);
    }

    /// <summary>A record of a slot that was opened: what was known of the same policy is current no longer.</summary>
    public static async Task RecordAsync(UnitOfWork work, Guid slotId, Insurance insurance, string organisation)
    {
        await work.ExecuteAsync(
            """
            UPDATE partnership.slot_insurance SET is_current = 0
            WHERE slot_id = @slotId AND insurer = @Insurer AND policy_number = @PolicyNumber
            """,
            new { slotId, insurance.Insurer, insurance.PolicyNumber });
        await AddAsync(work, slotId, insurance, organisation);
    }

    public Insurance Show() => new(Insurer, PolicyNumber, FromOn, UntilOn, Charged == 1, FromPay == 1, TakenOutBy);

    private static Task AddAsync(UnitOfWork work, Guid slotId, Insurance insurance, string? organisation) => work.ExecuteAsync(
        """
        INSERT INTO partnership.slot_insurance (slot_id, insurer, policy_number, from_on, until_on, charged, from_pay, taken_out_by,
            recorded_by, slot_version, is_current)
        SELECT s.id, @Insurer, @PolicyNumber, @From, @Until, @charged, @fromPay, @TakenOutBy, COALESCE(@organisation, s.enterprise),
            s.version, 1 FROM partnership.slot s WHERE s.id = @slotId
        """,
        new
        {
            slotId,
            organisation,
            insurance.Insurer,
            insurance.PolicyNumber,
            insurance.From,
            insurance.Until,
            insurance.TakenOutBy,
            charged = insurance.ChargedToStudent ? 1 : 0,
            fromPay = insurance.TakenFromPay ? 1 : 0,
        });
}

using IndustryPartnership.Internships.Law;
using Kernel.Data;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// Records of a slot's insurances (D35). The newest record of a policy is current; the others stay readable (D43). Search asks here whether
/// any remaining day is covered.
/// </summary>
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

    /// <summary>Replaces the insurance of a slot that was never opened.</summary>
    public static async Task WriteAsync(UnitOfWork work, Slot slot)
    {
        await work.ExecuteAsync("DELETE FROM partnership.slot_insurance WHERE slot_id = @Id", new { slot.Id });
        if (slot.Terms.Insurance is not null) await AddAsync(work, slot, slot.Enterprise);
    }

    /// <summary>Adds a record to an opened slot. Earlier records of the same policy are no longer current.</summary>
    public static async Task RecordAsync(UnitOfWork work, Slot insured, string organisation)
    {
        await work.ExecuteAsync(
            """
            UPDATE partnership.slot_insurance SET is_current = 0
            WHERE slot_id = @Id AND insurer = @Insurer AND policy_number = @PolicyNumber
            """,
            new { insured.Id, insured.Terms.Insurance!.Insurer, insured.Terms.Insurance.PolicyNumber });
        await AddAsync(work, insured, organisation);
    }

    public Insurance Show() => new(Insurer, PolicyNumber, FromOn, UntilOn, Charged == 1, FromPay == 1, TakenOutBy);

    // The newest policy of the slot.
    private static Task AddAsync(UnitOfWork work, Slot slot, string organisation)
    {
        var policy = slot.Terms.Insurance!;
        return work.ExecuteAsync(
            """
            INSERT INTO partnership.slot_insurance (slot_id, insurer, policy_number, from_on, until_on, charged, from_pay, taken_out_by,
                recorded_by, slot_version, is_current)
            VALUES (@Id, @Insurer, @PolicyNumber, @From, @Until, @charged, @fromPay, @TakenOutBy, @organisation, @Version, 1)
            """,
            new
            {
                slot.Id,
                policy.Insurer,
                policy.PolicyNumber,
                policy.From,
                policy.Until,
                policy.TakenOutBy,
                charged = policy.ChargedToStudent ? 1 : 0,
                fromPay = policy.TakenFromPay ? 1 : 0,
                organisation,
                slot.Version,
            });
    }
}

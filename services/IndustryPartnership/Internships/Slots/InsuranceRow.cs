using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// Records of a slot's insurances (D35). The newest record of a policy is current, unless it was annulled; the others stay readable (D43).
/// Search asks here whether any remaining day is covered.
/// </summary>
internal sealed record InsuranceRow
{
    public const string Recorded = "recorded";
    public const string Corrected = "corrected";
    public const string Annulled = "annulled";

    public long Seq { get; init; }
    public string Insurer { get; init; } = "";
    public string PolicyNumber { get; init; } = "";
    public DateOnly FromOn { get; init; }
    public DateOnly UntilOn { get; init; }
    public int Charged { get; init; }
    public int FromPay { get; init; }
    public string? TakenOutBy { get; init; }
    public string RecordedBy { get; init; } = "";
    public int SlotVersion { get; init; }
    public string What { get; init; } = "";

    /// <summary>The record that this one corrects or annuls.</summary>
    public long? Replaces { get; init; }

    /// <summary>The business date of the record; null if that was not kept.</summary>
    public DateOnly? RecordedOn { get; init; }

    private (string, string) Policy => (Insurer, PolicyNumber);

    /// <summary>All records of a slot's insurances, oldest first.</summary>
    public static Task<IReadOnlyList<InsuranceRow>> OfAsync(IReader reader, Guid slot, CancellationToken ct = default) =>
        reader.QueryAsync<InsuranceRow>(
            """
            SELECT i.seq, i.insurer, i.policy_number, i.from_on, i.until_on, i.charged, i.from_pay, i.taken_out_by, i.recorded_by,
                i.slot_version, i.what, i.replaces, i.recorded_on
            FROM partnership.slot_insurance i WHERE i.slot_id = @slot ORDER BY i.seq
            """,
            new { slot }, ct);

    /// <summary>The current records among those that are known, oldest first.</summary>
    public static IReadOnlyList<InsuranceRow> Current(IEnumerable<InsuranceRow> known)
    {
        var current = new List<InsuranceRow>();
        foreach (var row in known.OrderBy(row => row.Seq))
        {
            current.RemoveAll(former => former.Policy == row.Policy || former.Seq == row.Replaces);
            if (row.What != Annulled) current.Add(row);
        }
        return current;
    }

    /// <summary>Replaces the insurance of a slot that was never opened.</summary>
    public static async Task WriteAsync(UnitOfWork work, Slot slot, Act act)
    {
        await work.ExecuteAsync("DELETE FROM partnership.slot_insurance WHERE slot_id = @Id", new { slot.Id });
        if (slot.Terms.Insurance is { } policy) await AddAsync(work, slot, policy, Recorded, null, act);
    }

    /// <summary>Adds a record to an opened slot. Earlier records of the same policy are no longer current.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="slot">The slot after the record.</param>
    /// <param name="policy">The policy, as the record has it.</param>
    /// <param name="what">What the record says.</param>
    /// <param name="replaced">The record that this one corrects or annuls; null if there is none.</param>
    /// <param name="act">Who records it, and when.</param>
    public static async Task RecordAsync(UnitOfWork work, Slot slot, Insurance policy, string what, long? replaced, Act act)
    {
        await AddAsync(work, slot, policy, what, replaced, act);
        var current = Current(await OfAsync(work, slot.Id)).Select(row => row.Seq).ToList();
        await work.ExecuteAsync(
            """
            UPDATE partnership.slot_insurance SET is_current = 0
            WHERE slot_id = @Id AND is_current = 1 AND seq NOT IN @current
            """,
            new { slot.Id, current });
    }

    public Insurance Show() => new(Insurer, PolicyNumber, FromOn, UntilOn, Charged == 1, FromPay == 1, TakenOutBy);

    private static Task AddAsync(UnitOfWork work, Slot slot, Insurance policy, string what, long? replaced, Act act) => work.ExecuteAsync(
        """
        INSERT INTO partnership.slot_insurance (slot_id, insurer, policy_number, from_on, until_on, charged, from_pay, taken_out_by,
            recorded_by, slot_version, is_current, what, replaces, recorded_on)
        VALUES (@Id, @Insurer, @PolicyNumber, @From, @Until, @charged, @fromPay, @TakenOutBy, @Org, @Version, 1, @what, @replaced, @Today)
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
            act.Caller.Org,
            slot.Version,
            what,
            replaced,
            act.Today,
        });
}

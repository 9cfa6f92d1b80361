using IndustryPartnership.Rules.Internships;
using Kernel.Data;

namespace IndustryPartnership.Features.Slots;

/// <summary>What a slot states for the rules on internships, as it is stored: hours in hundredths, amounts in fen. A slot from before them states nothing.</summary>
internal sealed record SlotTermsRow
{
    private const string Condition = "condition";
    private const string Absent = "absent";

    public Guid SlotId { get; init; }
    public string Kind { get; init; } = SlotWords.PostInternship;
    public int? HoursPerDay { get; init; }
    public int? HoursPerWeek { get; init; }
    public int? NightShift { get; init; }
    public int? RestDays { get; init; }
    public int? Overtime { get; init; }
    public int? ViaIntermediary { get; init; }
    public int? MinimumAge { get; init; }
    public int? MinimumHours { get; init; }
    public string? Filing { get; init; }
    public string? LengthReason { get; init; }
    public long? Pay { get; init; }
    public long? PaySamePost { get; init; }
    public long? PayLowestGrade { get; init; }
    public long? PayProbation { get; init; }
    public int? PaidInMoney { get; init; }
    public int? PaidMonthly { get; init; }
    public string? PayReason { get; init; }
    public string? Insurer { get; init; }
    public string? PolicyNumber { get; init; }
    public DateOnly? InsuredFrom { get; init; }
    public DateOnly? InsuredUntil { get; init; }
    public int? InsuranceCharged { get; init; }
    public string? AttestedBy { get; init; }
    public DateOnly? AttestedOn { get; init; }
    public string? Place { get; init; }

    /// <summary>What slots state, by their ids.</summary>
    public static async Task<Func<SlotRow, IReadOnlyList<string>, SlotFacts>> ReadAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var terms = (await reader.QueryAsync<SlotTermsRow>(
            """
            SELECT slot_id, kind, hours_per_day, hours_per_week, night_shift, rest_days, overtime, via_intermediary, minimum_age, minimum_hours, filing, length_reason, pay, pay_same_post, pay_lowest_grade, pay_probation,
                paid_in_money, paid_monthly, pay_reason, insurer, policy_number, insured_from, insured_until, insurance_charged, attested_by, attested_on, place
            FROM partnership.slot_terms WHERE slot_id IN @ids
            """,
            new { ids }, ct)).ToDictionary(row => row.SlotId);
        var words = (await reader.QueryAsync<WordRow>("SELECT slot_id, list, word FROM partnership.slot_word WHERE slot_id IN @ids ORDER BY word", new { ids }, ct)).ToLookup(row => (row.SlotId, row.List), row => row.Word);
        var skills = (await reader.QueryAsync<PartRow>("SELECT slot_id, skill AS part FROM partnership.slot_skill WHERE slot_id IN @ids ORDER BY skill", new { ids }, ct)).ToLookup(row => row.SlotId, row => row.Part);
        var signatories = (await reader.QueryAsync<PartRow>("SELECT slot_id, organisation AS part FROM partnership.slot_cosignatory WHERE slot_id IN @ids ORDER BY organisation", new { ids }, ct)).ToLookup(row => row.SlotId, row => row.Part);
        return (slot, majors) => (terms.GetValueOrDefault(slot.Id) ?? new SlotTermsRow()).Show(slot, majors, [.. words[(slot.Id, Condition)]], [.. words[(slot.Id, Absent)]]) with { Skills = [.. skills[slot.Id]], CoSignatories = [.. signatories[slot.Id]] };
    }

    public static async Task WriteAsync(UnitOfWork work, Guid slotId, SlotFacts stated)
    {
        await work.ExecuteAsync("DELETE FROM partnership.slot_word WHERE slot_id = @slotId", new { slotId });
        await work.ExecuteAsync("DELETE FROM partnership.slot_skill WHERE slot_id = @slotId", new { slotId });
        await work.ExecuteAsync("DELETE FROM partnership.slot_cosignatory WHERE slot_id = @slotId", new { slotId });
        await work.ExecuteAsync("DELETE FROM partnership.slot_terms WHERE slot_id = @slotId", new { slotId });
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.slot_terms (slot_id, kind, hours_per_day, hours_per_week, night_shift, rest_days, overtime, via_intermediary, minimum_age, minimum_hours, filing, length_reason,
                pay, pay_same_post, pay_lowest_grade, pay_probation, paid_in_money, paid_monthly, pay_reason, insurer, policy_number, insured_from, insured_until, insurance_charged, attested_by, attested_on, place)
            VALUES (@SlotId, @Kind, @HoursPerDay, @HoursPerWeek, @NightShift, @RestDays, @Overtime, @ViaIntermediary, @MinimumAge, @MinimumHours, @Filing, @LengthReason,
                @Pay, @PaySamePost, @PayLowestGrade, @PayProbation, @PaidInMoney, @PaidMonthly, @PayReason, @Insurer, @PolicyNumber, @InsuredFrom, @InsuredUntil, @InsuranceCharged, @AttestedBy, @AttestedOn, @Place)
            """,
            Of(slotId, stated));
        await AddPartsAsync(work, slotId, stated);
        foreach (var (list, word) in stated.WorkConditions.Select(word => (Condition, word)).Concat((stated.Attestation?.Absent ?? []).Distinct().Select(word => (Absent, word))))
        {
            await work.ExecuteAsync("INSERT INTO partnership.slot_word (slot_id, list, word) VALUES (@slotId, @list, @word)", new { slotId, list, word });
        }
    }

    private static async Task AddPartsAsync(UnitOfWork work, Guid slotId, SlotFacts stated)
    {
        foreach (var skill in stated.Skills) await work.ExecuteAsync("INSERT INTO partnership.slot_skill (slot_id, skill) VALUES (@slotId, @skill)", new { slotId, skill });
        foreach (var organisation in stated.CoSignatories) await work.ExecuteAsync("INSERT INTO partnership.slot_cosignatory (slot_id, organisation) VALUES (@slotId, @organisation)", new { slotId, organisation });
    }

    private static SlotTermsRow Of(Guid slotId, SlotFacts stated) => new()
    {
        SlotId = slotId,
        Kind = stated.Kind,
        HoursPerDay = (int?)Hundredths(stated.HoursPerDay),
        HoursPerWeek = (int?)Hundredths(stated.HoursPerWeek),
        NightShift = Bit(stated.NightShift),
        RestDays = Bit(stated.RestDays),
        Overtime = Bit(stated.Overtime),
        ViaIntermediary = Bit(stated.ViaIntermediary),
        MinimumAge = stated.MinimumAge,
        MinimumHours = stated.MinimumHours,
        Filing = stated.Filing,
        LengthReason = stated.LengthReason,
        Pay = Hundredths(stated.Pay?.Monthly),
        PaySamePost = Hundredths(stated.Pay?.SamePost),
        PayLowestGrade = Hundredths(stated.Pay?.LowestGrade),
        PayProbation = Hundredths(stated.Pay?.Probation),
        PaidInMoney = Bit(stated.Pay?.InMoney),
        PaidMonthly = Bit(stated.Pay?.PaidMonthly),
        PayReason = stated.Pay?.Reason,
        Insurer = stated.Insurance?.Insurer,
        PolicyNumber = stated.Insurance?.PolicyNumber,
        InsuredFrom = stated.Insurance?.From,
        InsuredUntil = stated.Insurance?.Until,
        InsuranceCharged = Bit(stated.Insurance?.ChargedToStudent),
        AttestedBy = stated.Attestation?.By,
        AttestedOn = stated.Attestation?.On,
        Place = stated.Place,
    };

    private SlotFacts Show(SlotRow slot, IReadOnlyList<string> majors, IReadOnlyList<string> conditions, IReadOnlyList<string> absent) => new()
    {
        Kind = Kind,
        PostKind = slot.PostKind,
        Majors = majors,
        Capacity = slot.Capacity,
        StartsOn = slot.StartsOn,
        EndsOn = slot.EndsOn,
        HoursPerDay = HoursPerDay / 100m,
        HoursPerWeek = HoursPerWeek / 100m,
        NightShift = NightShift == 1 ? true : NightShift == 0 ? false : null,
        RestDays = RestDays == 1 ? true : RestDays == 0 ? false : null,
        Overtime = Overtime == 1 ? true : Overtime == 0 ? false : null,
        WorkConditions = conditions,
        ViaIntermediary = ViaIntermediary == 1 ? true : ViaIntermediary == 0 ? false : null,
        MinimumAge = MinimumAge,
        MinimumHours = MinimumHours,
        Filing = Filing,
        Pay = Pay is null ? null : new Pay(Pay.Value / 100m, PaySamePost!.Value / 100m, PaidInMoney == 1, PaidMonthly == 1, PayLowestGrade / 100m, PayProbation / 100m, PayReason),
        LengthReason = LengthReason,
        Insurance = Insurer is null ? null : new Insurance(Insurer, PolicyNumber!, InsuredFrom!.Value, InsuredUntil!.Value, InsuranceCharged == 1),
        Attestation = AttestedBy is null ? null : new Attestation(AttestedBy, AttestedOn!.Value, absent),
        Place = Place,
    };

    private static long? Hundredths(decimal? number) => (long?)(number * 100);

    private static int? Bit(bool? stated) => stated is null ? null : stated.Value ? 1 : 0;

    private sealed record PartRow
    {
        public Guid SlotId { get; init; }
        public string Part { get; init; } = "";
    }

    private sealed record WordRow
    {
        public Guid SlotId { get; init; }
        public string List { get; init; } = "";
        public string Word { get; init; } = "";
    }
}

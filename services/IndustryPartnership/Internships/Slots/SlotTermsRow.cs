using IndustryPartnership.Internships.Filings;
using IndustryPartnership.Internships.Law;
using Kernel.Data;

namespace IndustryPartnership.Internships.Slots;

/// <summary>What a slot states for the rules on internships until it is opened, as it is stored: hours in hundredths, amounts in fen. A
/// slot from before them states nothing.</summary>
internal sealed record SlotTermsRow
{
    private const string Condition = "condition";
    private const string Absent = "absent";
    private const string AbsentAtInstitution = "absent-institution";

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
    public string? LengthReason { get; init; }
    public long? Pay { get; init; }
    public long? PaySamePost { get; init; }
    public long? PayLowestGrade { get; init; }
    public long? PayProbation { get; init; }
    public int? PaidInMoney { get; init; }
    public int? PaidMonthly { get; init; }
    public string? PayReason { get; init; }
    public string? AttestedBy { get; init; }
    public DateOnly? AttestedOn { get; init; }
    public string? InstitutionAttestedBy { get; init; }
    public DateOnly? InstitutionAttestedOn { get; init; }
    public string? Place { get; init; }

    /// <summary>What slots state, by their ids.</summary>
    public static async Task<Func<SlotRow, IReadOnlyList<string>, SlotFacts>> ReadAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var terms = (await reader.QueryAsync<SlotTermsRow>(
            """
            SELECT slot_id, kind, hours_per_day, hours_per_week, night_shift, rest_days, overtime, via_intermediary, minimum_age,
                minimum_hours, length_reason, pay, pay_same_post, pay_lowest_grade, pay_probation,
                paid_in_money, paid_monthly, pay_reason, attested_by, attested_on, institution_attested_by, institution_attested_on, place
            FROM partnership.slot_terms WHERE slot_id IN @ids
            """,
            new { ids }, ct)).ToDictionary(row => row.SlotId);
        var words = (await reader.QueryAsync<WordRow>("SELECT slot_id, list, word FROM partnership.slot_word WHERE slot_id IN @ids ORDER BY word", new { ids }, ct)).ToLookup(row => (row.SlotId, row.List), row => row.Word);
        var skills = (await reader.QueryAsync<PartRow>("SELECT slot_id, skill AS part FROM partnership.slot_skill WHERE slot_id IN @ids ORDER BY skill", new { ids }, ct)).ToLookup(row => row.SlotId, row => row.Part);
        var signatories = (await reader.QueryAsync<PartRow>("SELECT slot_id, organisation AS part FROM partnership.slot_cosignatory WHERE slot_id IN @ids ORDER BY organisation", new { ids }, ct)).ToLookup(row => row.SlotId, row => row.Part);
        var filed = await FilingRow.OfSlotsAsync(reader, [.. ids], ct);
        var insurances = await InsuranceRow.CurrentAsync(reader, [.. ids], ct);
        return Show;

        SlotFacts Show(SlotRow slot, IReadOnlyList<string> majors)
        {
            var row = terms.GetValueOrDefault(slot.Id) ?? new SlotTermsRow();
            return row.Show(slot, list => [.. words[(slot.Id, list)]]) with
            {
                Majors = majors,
                Skills = [.. skills[slot.Id]],
                CoSignatories = [.. signatories[slot.Id]],
                Insurance = insurances[slot.Id].LastOrDefault(),
                OtherInsurances = [.. insurances[slot.Id].SkipLast(1)],
                Filings = [.. filed[slot.Id].Select(filing => filing.Id)],
                Filed = [.. filed[slot.Id]],
            };
        }
    }

    /// <summary>Writes what a slot states that was not opened yet: afterwards insurances and filings have operations of their
    /// own.</summary>
    public static async Task WriteAsync(UnitOfWork work, Guid slotId, SlotFacts stated)
    {
        await work.ExecuteAsync("DELETE FROM partnership.slot_word WHERE slot_id = @slotId", new { slotId });
        await work.ExecuteAsync("DELETE FROM partnership.slot_skill WHERE slot_id = @slotId", new { slotId });
        await work.ExecuteAsync("DELETE FROM partnership.slot_cosignatory WHERE slot_id = @slotId", new { slotId });
        await work.ExecuteAsync("DELETE FROM partnership.slot_terms WHERE slot_id = @slotId", new { slotId });
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.slot_terms (slot_id, kind, hours_per_day, hours_per_week, night_shift, rest_days, overtime,
                via_intermediary, minimum_age, minimum_hours, length_reason,
                pay, pay_same_post, pay_lowest_grade, pay_probation, paid_in_money, paid_monthly, pay_reason, attested_by, attested_on,
                institution_attested_by, institution_attested_on, place)
            VALUES (@SlotId, @Kind, @HoursPerDay, @HoursPerWeek, @NightShift, @RestDays, @Overtime, @ViaIntermediary, @MinimumAge,
                @MinimumHours, @LengthReason,
                @Pay, @PaySamePost, @PayLowestGrade, @PayProbation, @PaidInMoney, @PaidMonthly, @PayReason, @AttestedBy, @AttestedOn,
                @InstitutionAttestedBy, @InstitutionAttestedOn, @Place)
            """,
            Of(slotId, stated));
        await AddPartsAsync(work, slotId, stated);
        await NameFilings.WriteAsync(work, slotId, stated.Filings);
        await InsuranceRow.WriteAsync(work, slotId, stated.Insurance);
        await AddWordsAsync(work, slotId, Condition, stated.WorkConditions);
        await AddWordsAsync(work, slotId, Absent, stated.Attestation?.Absent ?? []);
        await AddWordsAsync(work, slotId, AbsentAtInstitution, stated.InstitutionAttestation?.Absent ?? []);
    }

    private static async Task AddWordsAsync(UnitOfWork work, Guid slotId, string list, IEnumerable<string> words)
    {
        foreach (var word in words.Distinct())
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.slot_word (slot_id, list, word) VALUES (@slotId, @list, @word)", new { slotId, list, word });
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
        LengthReason = stated.LengthReason,
        Pay = Hundredths(stated.Pay?.Monthly),
        PaySamePost = Hundredths(stated.Pay?.SamePost),
        PayLowestGrade = Hundredths(stated.Pay?.LowestGrade),
        PayProbation = Hundredths(stated.Pay?.Probation),
        PaidInMoney = Bit(stated.Pay?.InMoney),
        PaidMonthly = Bit(stated.Pay?.PaidMonthly),
        PayReason = stated.Pay?.Reason,
        AttestedBy = stated.Attestation?.By,
        AttestedOn = stated.Attestation?.On,
        InstitutionAttestedBy = stated.InstitutionAttestation?.By,
        InstitutionAttestedOn = stated.InstitutionAttestation?.On,
        Place = stated.Place,
    };

    private SlotFacts Show(SlotRow slot, Func<string, IReadOnlyList<string>> words) => new()
    {
        Kind = Kind,
        PostKind = slot.PostKind,
        Majors = [],
        Enterprise = slot.Enterprise,
        Institution = slot.ApprovedBy,
        Capacity = slot.Capacity,
        StartsOn = slot.StartsOn,
        EndsOn = slot.EndsOn,
        HoursPerDay = HoursPerDay / 100m,
        HoursPerWeek = HoursPerWeek / 100m,
        NightShift = NightShift == 1 ? true : NightShift == 0 ? false : null,
        RestDays = RestDays == 1 ? true : RestDays == 0 ? false : null,
        Overtime = Overtime == 1 ? true : Overtime == 0 ? false : null,
        WorkConditions = words(Condition),
        ViaIntermediary = ViaIntermediary == 1 ? true : ViaIntermediary == 0 ? false : null,
        MinimumAge = MinimumAge,
        MinimumHours = MinimumHours,
        Pay = Pay is null ? null : new Pay(Pay.Value / 100m, PaySamePost!.Value / 100m, PaidInMoney == 1, PaidMonthly == 1, PayLowestGrade / 100m, PayProbation / 100m, PayReason),
        LengthReason = LengthReason,
        Attestation = AttestedBy is null ? null : new Attestation(AttestedBy, AttestedOn!.Value, words(Absent)),
        InstitutionAttestation = InstitutionAttestedBy is null ? null
            : new Attestation(InstitutionAttestedBy, InstitutionAttestedOn!.Value, words(AbsentAtInstitution)),
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

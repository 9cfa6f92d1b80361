using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Internships.Slots;

/// <summary>An internship slot (D37).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Enterprise">The enterprise that wrote it.</param>
/// <param name="ApprovedBy">The institution that approved it, once one has.</param>
/// <param name="Title">Its title.</param>
/// <param name="PostKind">The kind of post, as the enterprise's staff counts name it (D29).</param>
/// <param name="Majors">Codes of the majors that it is meant for (D36).</param>
/// <param name="Capacity">How many learners it takes.</param>
/// <param name="Placed">How many places are taken.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The last day.</param>
/// <param name="BaseId">The base that learners work at, where the slot names one (D25).</param>
/// <param name="State"><c>draft</c>, <c>submitted</c>, <c>approved</c>, <c>open</c>, <c>full</c>, <c>closed</c> or <c>withdrawn</c>.</param>
/// <param name="Version">Its ETag.</param>
/// <param name="Kind"><c>post-internship</c> or <c>cognitive-visit</c> (D26).</param>
/// <param name="HoursPerDay">How long a learner works on a day (D28); as with all that follow, null where it was not stated.</param>
/// <param name="HoursPerWeek">How long in a week (D28).</param>
/// <param name="NightShift">Whether there are night shifts (D28).</param>
/// <param name="RestDays">Whether there is work on rest days or public holidays (D28).</param>
/// <param name="Overtime">Whether there is overtime (D28).</param>
/// <param name="WorkConditions">Conditions of work that rules name (D27, D28).</param>
/// <param name="ViaIntermediary">Whether an intermediary arranges it (D27).</param>
/// <param name="MinimumAge">How old a learner is at the least on the first day (D27).</param>
/// <param name="Filings">The filings that it rests on, as an authority has recorded them (D28).</param>
/// <param name="Pay">What a learner is paid (D33).</param>
/// <param name="LengthReason">Why it is not of the usual length (D30).</param>
/// <param name="Insurance">The liability insurance (D35), as it was recorded last.</param>
/// <param name="MinimumHours">How many effective hours a placement is completed with at the least (D40).</param>
/// <param name="Attestation">That the enterprise asks nothing of learners (D34).</param>
/// <param name="Skills">What a learner trains there, in alphabetical order.</param>
/// <param name="Place">Where it is.</param>
/// <param name="CoSignatories">Codes of further organisations that sign the agreement of each placement (D31).</param>
/// <param name="InstitutionAttestation">That the institution that approved it asks nothing of learners (D34).</param>
/// <param name="OtherInsurances">Policies that were recorded before <c>insurance</c>, and hold besides it (D35).</param>
/// <param name="Returned">Why an institution returned the draft (D37); null for everybody but these two.</param>
public sealed record Slot(
    Guid Id, string Enterprise, string? ApprovedBy, string Title, string PostKind, IReadOnlyList<string> Majors, int Capacity, int Placed,
    DateOnly StartsOn, DateOnly EndsOn, Guid? BaseId, string State, int Version,
    string Kind, decimal? HoursPerDay, decimal? HoursPerWeek, bool? NightShift, bool? RestDays, bool? Overtime, IReadOnlyList<string> WorkConditions, bool? ViaIntermediary,
    int? MinimumAge, IReadOnlyList<Guid> Filings, Pay? Pay, string? LengthReason, Insurance? Insurance, int? MinimumHours,
        ShownAttestation? Attestation,
    IReadOnlyList<string> Skills, string? Place, IReadOnlyList<string> CoSignatories, ShownAttestation? InstitutionAttestation,
    IReadOnlyList<Insurance> OtherInsurances, SlotReturn? Returned) : IVersioned
{
    /// <summary>The first day on which somebody could begin who asks on a day.</summary>
    internal DateOnly FirstDay(DateOnly day) => day > StartsOn ? day : StartsOn;

    /// <summary>The same as the rules look at it, with who attests.</summary>
    internal SlotFacts Stated { get; init; } = null!;

    /// <summary>What an institution approved of it; null where none did, or before that was kept.</summary>
    internal ApprovedTerms? Approved { get; init; }
}

/// <summary>Places and days as an institution approved them.</summary>
internal sealed record ApprovedTerms(int Capacity, Period Days);

/// <summary>An institution returned a submitted slot (D37).</summary>
/// <param name="By">The institution.</param>
/// <param name="On">The day.</param>
/// <param name="Reason">What is to be changed.</param>
public sealed record SlotReturn(string By, DateOnly On, string Reason);

/// <summary>That a named person attests what is not asked of learners (D34).</summary>
/// <param name="By">The person's name, for the enterprise and the institution that approved the slot; null for everybody else.</param>
/// <param name="On">The day of the attestation.</param>
/// <param name="Absent">What is not asked.</param>
public sealed record ShownAttestation(string? By, DateOnly On, IReadOnlyList<string> Absent);

internal sealed record SlotRow
{
    public const string Columns = "s.seq, s.id, s.enterprise, s.approved_by, s.title, s.post_kind, s.capacity, "
        + "s.placed, s.starts_on, s.ends_on, s.base_id, s.state, s.version, "
        + "s.approved_capacity, s.approved_from, s.approved_until, s.returned_by, s.returned_on, s.return_reason";

    /// <summary>
    /// A slot is its enterprise's own; what was submitted is seen by the institutions that have an agreement in force with it, what was
    /// opened by everybody.
    /// </summary>
    public const string Visible = "(s.enterprise = @org OR s.opened_at IS NOT NULL OR (s.state IN ('submitted', 'approved') AND EXISTS (" + AgreementInForce + ")))";

    /// <summary>An agreement in force today between the slot's enterprise and the institution @org, of a kind that internships rest
    /// on.</summary>
    public const string AgreementInForce =
        """
        SELECT 1 FROM partnership.agreement a
        INNER JOIN partnership.agreement_party e ON e.agreement_id = a.id AND e.organisation = s.enterprise
        INNER JOIN partnership.agreement_party i ON i.agreement_id = a.id AND i.organisation = @org
        INNER JOIN partnership.organisation n
            ON n.code = i.organisation AND n.kind IN ('university', 'vocational-college', 'secondary-school')
        WHERE a.state = 'active' AND a.kind IN ('internship-framework', 'strategic-cooperation') AND a.valid_from <= @today AND a.valid_until >= @today
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Enterprise { get; init; } = "";
    public string? ApprovedBy { get; init; }
    public string Title { get; init; } = "";
    public string PostKind { get; init; } = "";
    public int Capacity { get; init; }
    public int Placed { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public Guid? BaseId { get; init; }
    public string State { get; init; } = "";
    public int Version { get; init; }
    public int? ApprovedCapacity { get; init; }
    public DateOnly? ApprovedFrom { get; init; }
    public DateOnly? ApprovedUntil { get; init; }
    public string? ReturnedBy { get; init; }
    public DateOnly? ReturnedOn { get; init; }
    public string? ReturnReason { get; init; }

    /// <summary>The slot, where this organisation may see it.</summary>
    public static async Task<Slot?> FindAsync(IReader reader, Guid id, string org, DateOnly today, CancellationToken ct = default) =>
        (await ShowAsync(reader, await reader.HoldAsync<SlotRow>("SELECT " + Columns + " FROM partnership.slot s WHERE s.id = @id AND " + Visible, new { id, org, today }, ct), org, ct)).SingleOrDefault();

    /// <param name="reader">Where what belongs to the rows is read.</param>
    /// <param name="rows">The slots.</param>
    /// <param name="org">Whom they are shown to: the name under an attestation is for two organisations alone.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<IReadOnlyList<Slot>> ShowAsync(IReader reader, IReadOnlyList<SlotRow> rows, string org, CancellationToken ct = default) =>
        [.. (await FactsAsync(reader, rows, ct)).Zip(rows, (stated, row) => row.Show(stated, org))];

    /// <summary>What a slot states for the rules on internships.</summary>
    public static async Task<SlotFacts> StatedAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        (await FactsAsync(reader, await reader.HoldAsync<SlotRow>("SELECT " + Columns + " FROM partnership.slot s WHERE s.id = @id", new { id }, ct), ct)).Single();

    /// <summary>What several slots state, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SlotFacts>> StatedAsync(
        IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return new Dictionary<Guid, SlotFacts>();
        var rows = await reader.QueryAsync<SlotRow>("SELECT " + Columns + " FROM partnership.slot s WHERE s.id IN @ids", new { ids }, ct);
        return rows.Zip(await FactsAsync(reader, rows, ct)).ToDictionary(one => one.First.Id, one => one.Second);
    }

    public static async Task WriteMajorsAsync(UnitOfWork work, Guid id, IEnumerable<string> majors)
    {
        await work.ExecuteAsync("DELETE FROM partnership.slot_major WHERE slot_id = @id", new { id });
        foreach (var major in majors.Distinct()) await work.ExecuteAsync("INSERT INTO partnership.slot_major (slot_id, major) VALUES (@id, @major)", new { id, major });
    }

    /// <summary>An enterprise's slots that are open or full.</summary>
    public static Task<IReadOnlyList<Guid>> OpenOfAsync(UnitOfWork work, string enterprise) => work.QueryAsync<Guid>(
        "SELECT id FROM partnership.slot WHERE enterprise = @enterprise AND state IN ('open', 'full')", new { enterprise });

    /// <summary>The present state of every slot that was opened, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<SlotRow>("SELECT " + Columns + " FROM partnership.slot s WHERE s.seq > @after AND s.opened_at IS NOT NULL ORDER BY s.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows, ""), (row, slot) => new PresentState(row.Seq, Fact(slot, now)))];
    }

    /// <summary>Why the organisation's learners get no place of a slot at the moment; null where they do.</summary>
    public static async Task<Refusal?> WhyClosedAsync(UnitOfWork work, Guid id, string org, DateOnly today)
    {
        var slot = (await FindAsync(work, id, org, today))!;
        return slot.State == "full" ? Problems.SlotFull(slot)
            : slot.State != "open" ? Problems.SlotNotIn(slot, "open")
            : slot.EndsOn < today ? Problems.SlotPast(slot.EndsOn, today)
            : null;
    }

    // Nobody is told that a slot is full; an answer to a catch-up says so.
    public static object Fact(Slot slot, DateTimeOffset now) => slot.State is "open" or "full"
        ? new SlotOpenedV1 { OccurredAt = now, Slot = Carried(slot) }
        : new SlotClosedV1 { OccurredAt = now, Slot = Carried(slot) };

    private static SlotV1 Carried(Slot slot) => new()
    {
        Id = slot.Id,
        Enterprise = slot.Enterprise,
        ApprovedBy = slot.ApprovedBy!,
        Title = slot.Title,
        PostKind = slot.PostKind,
        Majors = slot.Majors,
        Capacity = slot.Capacity,
        StartsOn = slot.StartsOn,
        EndsOn = slot.EndsOn,
        BaseId = slot.BaseId,
        State = slot.State,
        Version = slot.Version,
    };

    private static async Task<IReadOnlyList<SlotFacts>> FactsAsync(IReader reader, IReadOnlyList<SlotRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var majors = (await reader.QueryAsync<MajorRow>("SELECT slot_id, major FROM partnership.slot_major WHERE slot_id IN @ids ORDER BY major", new { ids }, ct)).ToLookup(row => row.SlotId, row => row.Major);
        var stated = await SlotTermsRow.ReadAsync(reader, ids, ct);
        return [.. rows.Select(row => stated(row, [.. majors[row.Id]]))];
    }

    private Slot Show(SlotFacts stated, string org) => new(
        Id, Enterprise, ApprovedBy, Title, PostKind, stated.Majors, Capacity, Placed, StartsOn, EndsOn, BaseId, State, Version,
        stated.Kind, stated.HoursPerDay, stated.HoursPerWeek, stated.NightShift, stated.RestDays, stated.Overtime, stated.WorkConditions, stated.ViaIntermediary,
        stated.MinimumAge, stated.Filings, stated.Pay, stated.LengthReason, stated.Insurance, stated.MinimumHours,
        Shown(stated.Attestation, org), stated.Skills, stated.Place, stated.CoSignatories, Shown(stated.InstitutionAttestation, org),
            stated.OtherInsurances,
        ReturnReason is not null && (org == Enterprise || org == ReturnedBy) ? new SlotReturn(ReturnedBy!, ReturnedOn!.Value, ReturnReason)
            : null)
    {
        Stated = stated,
        Approved = ApprovedCapacity is { } capacity ? new ApprovedTerms(capacity, new Period(ApprovedFrom!.Value, ApprovedUntil!.Value))
            : null,
    };

    private ShownAttestation? Shown(Attestation? attested, string org) =>
        attested is null ? null
            : new ShownAttestation(org == Enterprise || org == ApprovedBy ? attested.By : null, attested.On, attested.Absent);

    private sealed record MajorRow
    {
        public Guid SlotId { get; init; }
        public string Major { get; init; } = "";
    }
}

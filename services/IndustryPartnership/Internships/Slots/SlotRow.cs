using System.Diagnostics.CodeAnalysis;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Filings;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// Finds, locks and records slots. The terms are one text. SQL filters by the columns, and by the rows that <see cref="WriteSearchAsync"/>
/// writes from it.
/// </summary>
internal sealed record SlotRow
{
    public const string Select =
        """
        SELECT s.seq, s.id, s.enterprise, s.approved_by, s.title, s.post_kind, s.capacity, s.placed, s.starts_on, s.ends_on, s.base_id,
            s.state, s.opened_at, s.opened_on, s.version, s.approved_capacity, s.approved_from, s.approved_until, s.returned_by,
            s.returned_on, s.return_reason, s.terms, s.institution_attestation, s.other_insurances
        FROM partnership.slot s
        """;

    /// <summary>
    /// The enterprise sees its own slots. Institutions with an agreement in force see submitted ones, and everyone sees opened ones. The
    /// parameters are a <see cref="Viewer"/>'s: a learner and a mentor see what everybody sees.
    /// </summary>
    public const string Visible =
        """
        (s.opened_at IS NOT NULL OR (@IsPerson = 0 AND (s.enterprise = @Org OR (s.state IN ('submitted', 'approved') AND EXISTS (
        """ + AgreementInForce + ")))))";

    /// <summary>An agreement in force today between the slot's enterprise and the institution @Org, of a kind that internships rest
    /// on.</summary>
    private const string AgreementInForce =
        """
        SELECT 1 FROM partnership.agreement a
        INNER JOIN partnership.agreement_party e ON e.agreement_id = a.id AND e.organisation = s.enterprise
        INNER JOIN partnership.agreement_party i ON i.agreement_id = a.id AND i.organisation = @Org
        INNER JOIN partnership.organisation n
            ON n.code = i.organisation AND n.kind IN ('university', 'vocational-college', 'secondary-school')
        WHERE a.state = 'active' AND a.kind IN ('internship-framework', 'strategic-cooperation')
            AND a.valid_from <= @today AND a.valid_until >= @today
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
    public DateTimeOffset? OpenedAt { get; init; }
    public DateOnly? OpenedOn { get; init; }
    public int Version { get; init; }
    public int? ApprovedCapacity { get; init; }
    public DateOnly? ApprovedFrom { get; init; }
    public DateOnly? ApprovedUntil { get; init; }
    public string? ReturnedBy { get; init; }
    public DateOnly? ReturnedOn { get; init; }
    public string? ReturnReason { get; init; }
    public string Terms { get; init; } = "";
    public string? InstitutionAttestation { get; init; }
    public string? OtherInsurances { get; init; }

    /// <summary>The slot, if the viewer may see it. A unit of work locks it.</summary>
    public static Task<Slot?> FindAsync(IReader reader, Guid id, Viewer viewer, DateOnly today, CancellationToken ct = default) => OneAsync(
        reader, Select + " WHERE s.id = @id AND " + Visible, new { id, today, viewer.Org, viewer.IsPerson }, ct);

    /// <summary>The slot, locked until this transaction ends.</summary>
    public static Task<Slot?> HoldAsync(UnitOfWork work, Guid id, Act act) => FindAsync(work, id, act.Viewer(), act.Today);

    /// <summary>The slot that a row names, locked. The caller has checked that it may be seen.</summary>
    public static async Task<Slot> HoldAsync(UnitOfWork work, Guid id) =>
        await OneAsync(work, Select + " WHERE s.id = @id", new { id }, default)
        ?? throw new InvalidOperationException($"There is no slot {id}.");

    /// <summary>The slots that rows name, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Slot>> OfAsync(
        IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct = default) =>
        ids.Count == 0
            ? new Dictionary<Guid, Slot>()
            : (await ShowAsync(reader, await reader.QueryAsync<SlotRow>(Select + " WHERE s.id IN @ids", new { ids }, ct), ct))
                .ToDictionary(slot => slot.Id);

    /// <summary>The slots of rows, with their filings. A second statement runs only if any slot names one.</summary>
    public static async Task<IReadOnlyList<Slot>> ShowAsync(IReader reader, IReadOnlyList<SlotRow> rows, CancellationToken ct = default)
    {
        List<Slot> slots = [.. rows.Select(row => row.Show())];
        List<Guid> named = [.. slots.SelectMany(slot => slot.Terms.Filings).Distinct()];
        if (named.Count == 0) return slots;
        var filed = (await FilingRow.OfAsync(reader, named, ct)).ToDictionary(filing => filing.Id);
        return [.. slots.Select(slot => slot.Naming(slot.Terms.Filings.Select(filing => filed[filing])))];
    }

    /// <summary>An enterprise's slots that are open or full.</summary>
    public static Task<IReadOnlyList<Guid>> OpenOfAsync(UnitOfWork work, string enterprise) => work.QueryAsync<Guid>(
        "SELECT id FROM partnership.slot WHERE enterprise = @enterprise AND state IN ('open', 'full')", new { enterprise });

    /// <summary>The present state of every slot that was opened, for catch-up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<SlotRow>(
            Select + " WHERE s.seq > @after AND s.opened_at IS NOT NULL ORDER BY s.seq " + Db.Page, new { after, limit });
        return [.. rows.Select(row => new PresentState(row.Seq, Fact(row.Show(), now)))];
    }

    /// <summary>Stores a draft, if its enterprise is verified.</summary>
    /// <returns>False if the enterprise is not verified.</returns>
    public static async Task<bool> AddAsync(UnitOfWork work, Slot slot, Act act)
    {
        var added = await work.ExecuteAsync(
            """
            INSERT INTO partnership.slot (id, enterprise, title, post_kind, capacity, placed, starts_on, ends_on, base_id, state, version,
                created_at, kind, place, terms)
            SELECT @Id, code, @Title, @PostKind, @Capacity, @Placed, @StartsOn, @EndsOn, @BaseId, @State, @Version,
                @Now, @Kind, @Place, @terms
            FROM partnership.organisation WHERE code = @Enterprise AND kind = 'enterprise' AND state = 'verified'
            """,
            new
            {
                slot.Id,
                slot.Enterprise,
                slot.Title,
                slot.PostKind,
                slot.Capacity,
                slot.Placed,
                slot.StartsOn,
                slot.EndsOn,
                slot.BaseId,
                slot.State,
                slot.Version,
                act.Now,
                slot.Terms.Kind,
                slot.Terms.Place,
                terms = slot.Terms.Write(),
            });
        if (added == 0) return false;
        await WriteSearchAsync(work, slot, act);
        await work.AuditAsync("slot", slot.Id, slot.Version, "drafted", act);
        return true;
    }

    /// <summary>Records one change of a slot: its row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Slot next, string action, Act act, string? reason = null)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.slot
            SET title = @Title, post_kind = @PostKind, capacity = @Capacity, starts_on = @StartsOn, ends_on = @EndsOn, base_id = @BaseId,
                state = @State, opened_at = @OpenedAt, opened_on = @OpenedOn, approved_by = @ApprovedBy,
                approved_capacity = @approvedCapacity, approved_from = @approvedFrom, approved_until = @approvedUntil,
                returned_by = @returnedBy, returned_on = @returnedOn,
                return_reason = @returnReason, kind = @Kind, place = @Place, terms = @terms,
                institution_attestation = @institutionAttestation, other_insurances = @otherInsurances, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Title,
                next.PostKind,
                next.Capacity,
                next.StartsOn,
                next.EndsOn,
                next.BaseId,
                next.State,
                next.OpenedAt,
                next.OpenedOn,
                next.ApprovedBy,
                approvedCapacity = next.Approved?.Capacity,
                approvedFrom = next.Approved?.Days.From,
                approvedUntil = next.Approved?.Days.Until,
                returnedBy = next.Returned?.By,
                returnedOn = next.Returned?.On,
                returnReason = next.Returned?.Reason,
                next.Terms.Kind,
                next.Terms.Place,
                terms = next.Terms.Write(),
                institutionAttestation = next.InstitutionAttestation is { } attested ? SlotTerms.Write(attested) : null,
                otherInsurances = next.OtherInsurances.Count > 0 ? SlotTerms.Write(next.OtherInsurances) : null,
                next.Version,
            });
        await work.AuditAsync("slot", next.Id, next.Version, action, act, reason);
    }

    /// <summary>The rows for search and joins of a slot that was not opened yet: majors, skills, co-signatories, the insurance.</summary>
    public static async Task WriteSearchAsync(UnitOfWork work, Slot slot, Act act)
    {
        await work.ExecuteAsync("DELETE FROM partnership.slot_major WHERE slot_id = @Id", new { slot.Id });
        await work.ExecuteAsync("DELETE FROM partnership.slot_skill WHERE slot_id = @Id", new { slot.Id });
        await work.ExecuteAsync("DELETE FROM partnership.slot_cosignatory WHERE slot_id = @Id", new { slot.Id });
        foreach (var major in slot.Terms.Majors)
        {
            await work.ExecuteAsync("INSERT INTO partnership.slot_major (slot_id, major) VALUES (@Id, @major)", new { slot.Id, major });
        }
        foreach (var skill in slot.Terms.Skills)
        {
            await work.ExecuteAsync("INSERT INTO partnership.slot_skill (slot_id, skill) VALUES (@Id, @skill)", new { slot.Id, skill });
        }
        foreach (var organisation in slot.Terms.CoSignatories)
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.slot_cosignatory (slot_id, organisation) VALUES (@Id, @organisation)",
                new { slot.Id, organisation });
        }
        await InsuranceRow.WriteAsync(work, slot, act);
    }

    // For catch-up alone: derives an event from the state. No event says that a slot is full. A command names its own event.
    private static object Fact(Slot slot, DateTimeOffset now) => slot.State is SlotState.Open or SlotState.Full
        ? new SlotOpenedV1 { OccurredAt = now, Slot = slot.ToEvent() }
        : new SlotClosedV1 { OccurredAt = now, Slot = slot.ToEvent() };

    private static async Task<Slot?> OneAsync(IReader reader, [ConstantExpected] string sql, object parameters, CancellationToken ct) =>
        (await ShowAsync(reader, await reader.HoldAsync<SlotRow>(sql, parameters, ct), ct)).SingleOrDefault();

    private Slot Show() => new()
    {
        Id = Id,
        Enterprise = Enterprise,
        ApprovedBy = ApprovedBy,
        Title = Title,
        PostKind = PostKind,
        Capacity = Capacity,
        Placed = Placed,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        BaseId = BaseId,
        State = State,
        Terms = SlotTerms.Read(Terms),
        InstitutionAttestation = InstitutionAttestation is null ? null : SlotTerms.Read<Attestation>(InstitutionAttestation),
        OtherInsurances = OtherInsurances is null ? [] : SlotTerms.Read<IReadOnlyList<Insurance>>(OtherInsurances),
        Returned = ReturnReason is null ? null : new SlotReturn(ReturnedBy!, ReturnedOn!.Value, ReturnReason),
        Version = Version,
        OpenedAt = OpenedAt,
        OpenedOn = OpenedOn,
        Approved = ApprovedCapacity is { } places
            ? new ApprovedTerms(places, new Period(ApprovedFrom!.Value, ApprovedUntil!.Value))
            : null,
    };
}

using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>Finds, locks and records organisations.</summary>
internal sealed record OrganisationRow
{
    public const string Kind = "organisation";

    public const string Select =
        """
        SELECT o.seq, o.code, o.name, o.name_zh, o.kind AS organisation_kind, o.state, o.verified_by, o.version
        FROM partnership.organisation o
        """;

    public long Seq { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? NameZh { get; init; }
    public string OrganisationKind { get; init; } = "";
    public string State { get; init; } = "";
    public string? VerifiedBy { get; init; }
    public int Version { get; init; }

    /// <summary>The organisation. It is public.</summary>
    public static Task<Organisation?> FindAsync(IReader reader, string code, CancellationToken ct) => OneAsync(reader, code, ct);

    /// <summary>The organisation, locked until this transaction ends.</summary>
    public static Task<Organisation?> HoldAsync(UnitOfWork work, string code) => OneAsync(work, code);

    /// <summary>Locks its row before checking what rests on it, so that concurrent changes come before or after this transaction.</summary>
    /// <returns>The number of such locks so far.</returns>
    public static async Task<int> GuardAsync(UnitOfWork work, string code)
    {
        var guard = 1 + await work.FindAsync<int>("SELECT guard FROM partnership.organisation WHERE code = @code", new { code });
        await work.ChangeAsync("UPDATE partnership.organisation SET guard = @guard WHERE code = @code", new { code, guard });
        return guard;
    }

    /// <summary>Records one change: the row, the audit, the history, and the event that the command names.</summary>
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, Organisation next, Done done, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.organisation
            SET name = @Name, name_zh = @NameZh, state = @State, verified_by = @VerifiedBy, version = @Version
            WHERE code = @Code AND version = @Version - 1
            """,
            new { next.Code, next.Name, next.NameZh, next.State, next.VerifiedBy, next.Version });
        await KeepAsync(work, events, next, done, act);
    }

    /// <summary>The audit, the history and the event of a change.</summary>
    public static async Task KeepAsync(UnitOfWork work, IPublishEndpoint events, Organisation next, Done done, Act act)
    {
        await History.RecordAsync(work, Kind, next.Code, next, History.Public, done, act);
        if (done.Fact is not null) await events.Publish(done.Fact);
    }

    /// <summary>The organisations of rows, with their parts.</summary>
    public static async Task<IReadOnlyList<Organisation>> ShowAsync(
        IReader reader, IReadOnlyList<OrganisationRow> rows, CancellationToken ct = default)
    {
        var units = (await reader.QueryAsync<UnitRow>(
            """
            SELECT organisation_code, code, name
            FROM partnership.organisation_unit
            WHERE organisation_code IN @codes
            ORDER BY seq
            """,
            new { codes = rows.Select(row => row.Code) }, ct)).ToLookup(unit => unit.OrganisationCode);
        return
        [
            .. rows.Select(row => new Organisation(
                row.Code, row.Name, row.NameZh, row.OrganisationKind, row.State, row.VerifiedBy,
                [.. units[row.Code].Select(unit => new UnitV1(unit.Code, unit.Name))], row.Version)),
        ];
    }

    /// <summary>The present state of all organisations, for catch-up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<OrganisationRow>(Select + " WHERE o.seq > @after ORDER BY o.seq " + Db.Page, new { after, limit });
        var closings = (await work.QueryAsync<ClosingRow>(
            """
            SELECT thing_id, effective_on
            FROM partnership.history
            WHERE kind = 'organisation' AND thing_id IN @codes AND action = 'closed'
            """,
            new { codes = rows.Where(row => row.State == OrganisationState.Closed).Select(row => row.Code) }))
            .ToDictionary(row => row.ThingId, row => row.EffectiveOn);
        return
        [
            .. rows.Zip(await ShowAsync(work, rows), (row, found) => new PresentState(
                row.Seq, Fact(found, closings.TryGetValue(row.Code, out var closedOn) ? closedOn : null, now))),
        ];
    }

    // For catch-up alone: derives an event from the state. A command names its own event.
    private static object Fact(Organisation organisation, DateOnly? closedOn, DateTimeOffset now) => organisation.State switch
    {
        OrganisationState.Registered => new OrganisationRegisteredV1 { OccurredAt = now, Organisation = organisation.ToEvent() },
        OrganisationState.Verified => new OrganisationVerifiedV1 { OccurredAt = now, Organisation = organisation.ToEvent() },
        _ => new OrganisationClosedV1 { OccurredAt = now, Organisation = organisation.ToEvent(closedOn) },
    };

    private static async Task<Organisation?> OneAsync(IReader reader, string code, CancellationToken ct = default) =>
        (await ShowAsync(reader, await reader.HoldAsync<OrganisationRow>(Select + " WHERE o.code = @code", new { code }, ct), ct))
        .SingleOrDefault();

    private sealed record ClosingRow
    {
        public string ThingId { get; init; } = "";
        public DateOnly EffectiveOn { get; init; }
    }

    private sealed record UnitRow
    {
        public string OrganisationCode { get; init; } = "";
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
    }
}

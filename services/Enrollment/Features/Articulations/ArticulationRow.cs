using Contracts.Enrollment;
using Enrollment.Features.Pathways;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace Enrollment.Features.Articulations;

/// <summary>Articulations as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record ArticulationRow
{
    public const string Select =
        """
        SELECT seq, id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name,
            internship_credits, internship_credit_cap, state, agreement_id, closure_reason, revision, first_cohort, version
        FROM enrollment.articulation
        """;

    /// <summary>Everybody sees active and closed articulations, and its institutions a draft. <c>@Org</c> is a <see cref="Viewer"/>'s.
    /// </summary>
    public const string Visible =
        """
        (state <> 'draft' OR id IN (SELECT o.articulation_id FROM enrollment.articulation_owner o WHERE o.institution = @Org))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string PathwayCode { get; init; } = "";
    public string FromInstitution { get; init; } = "";
    public string FromMajor { get; init; } = "";
    public string FromMajorName { get; init; } = "";
    public string ToInstitution { get; init; } = "";
    public string ToMajor { get; init; } = "";
    public string ToMajorName { get; init; } = "";
    public int InternshipCredits { get; init; }
    public int InternshipCreditCap { get; init; }
    public string State { get; init; } = "";
    public Guid? AgreementId { get; init; }
    public string? ClosureReason { get; init; }
    public int Revision { get; init; }
    public int? FirstCohort { get; init; }
    public int Version { get; init; }

    /// <summary>The articulation, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<Articulation?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        await ShowAsync(reader, await reader.FindAsync<ArticulationRow>(
            $"""
            {Select}
            WHERE id = @id
                AND {Visible}
            """,
            new { id, viewer.Org }, ct), ct);

    /// <summary>The articulation, held: nobody else changes it before this transaction ends.</summary>
    public static Task<Articulation?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The articulation of a row that names it, held.</summary>
    public static async Task<Articulation> HoldAsync(UnitOfWork work, Guid id) =>
        await ShowAsync(work, await work.FindAsync<ArticulationRow>(Select + " WHERE id = @id", new { id }), default)
            ?? throw new InvalidOperationException($"Articulation {id} does not exist.");

    /// <summary>The articulation, held, if it is active and its agreement is in force today (D6b).</summary>
    public static async Task<Articulation?> HoldUsableAsync(UnitOfWork work, Guid id, Act act) =>
        await ShowAsync(work, await work.FindAsync<ArticulationRow>(
            $"""
            {Select}
            WHERE id = @id
                AND state = 'active'
                AND agreement_id IN ({Agreement.InForce})
            """,
            new { id, today = act.Today }), default);

    /// <summary>Keeps a new articulation, and the audit; false if the same majors have one with this revision.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Articulation drafted, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.articulation (
                id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name,
                internship_credits, internship_credit_cap, state, enrolled, route, revision, first_cohort, version, created_at)
            VALUES (
                @Id, @Pathway, @FromInstitution, @FromMajor, @FromMajorName, @ToInstitution, @ToMajor, @ToMajorName,
                @InternshipCredits, @InternshipCreditCap, @State, 0, @Route, @Revision, @FirstCohort, @Version, @Now)
            """,
            new
            {
                drafted.Id,
                drafted.Pathway,
                drafted.FromInstitution,
                drafted.FromMajor,
                drafted.FromMajorName,
                drafted.ToInstitution,
                drafted.ToMajor,
                drafted.ToMajorName,
                drafted.InternshipCredits,
                drafted.InternshipCreditCap,
                drafted.State,
                drafted.Route,
                drafted.Revision,
                drafted.FirstCohort,
                drafted.Version,
                act.Now,
            });
        if (!isNew) return false;
        await OwnerRow.KeepAsync(work, drafted);
        await work.AuditAsync("articulation", drafted.Id, drafted.Version, "drafted", act);
        return true;
    }

    /// <summary>Records a change: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Articulation next, string action, Act act, string? reason = null)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.articulation
            SET pathway_code = @Pathway, from_major_name = @FromMajorName, to_major_name = @ToMajorName,
                internship_credits = @InternshipCredits, internship_credit_cap = @InternshipCreditCap,
                state = @State, agreement_id = @AgreementId, closure_reason = @ClosureReason, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Pathway,
                next.FromMajorName,
                next.ToMajorName,
                next.InternshipCredits,
                next.InternshipCreditCap,
                next.State,
                next.AgreementId,
                next.ClosureReason,
                next.Version,
            });
        await work.AuditAsync("articulation", next.Id, next.Version, action, act, reason);
    }

    /// <summary>The same, and publishes the event that the command names.</summary>
    public static async Task RecordAsync(
        UnitOfWork work, IPublishEndpoint events, Articulation next, string action, object fact, Act act, string? reason = null)
    {
        await RecordAsync(work, next, action, act, reason);
        await events.Publish(fact);
    }

    /// <summary>The present state of all articulations that were ever active, for a service that catches up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<ArticulationRow>(
            $"""
            {Select}
            WHERE seq > @after
                AND state <> 'draft'
            ORDER BY seq {Db.Page}
            """,
            new { after, limit });
        var shown = await ShowAsync(work, rows, default);
        return [.. rows.Zip(shown).Select(both => new PresentState(both.First.Seq, Fact(both.Second, now)))];
    }

    /// <summary>The articulations of rows, with owners and stages.</summary>
    public static async Task<IReadOnlyList<Articulation>> ShowAsync(
        IReader reader, IReadOnlyList<ArticulationRow> rows, CancellationToken ct)
    {
        var stages = await StageRow.OfAsync(reader, rows.Select(row => row.PathwayCode).Distinct(), ct);
        var owners = await OwnerRow.OfAsync(reader, [.. rows.Select(row => row.Id)], ct);
        return [.. rows.Select(row => row.ToReply([.. stages[row.PathwayCode]], [.. owners[row.Id]]))];
    }

    private Articulation ToReply(IReadOnlyList<StageRow> stages, IReadOnlyList<ArticulationOwner> owners) => new()
    {
        Id = Id,
        Pathway = PathwayCode,
        FromInstitution = FromInstitution,
        FromMajor = FromMajor,
        FromMajorName = FromMajorName,
        ToInstitution = ToInstitution,
        ToMajor = ToMajor,
        ToMajorName = ToMajorName,
        InternshipCredits = InternshipCredits,
        InternshipCreditCap = InternshipCreditCap,
        State = State,
        AgreementId = AgreementId,
        ClosureReason = ClosureReason,
        Revision = Revision,
        FirstCohort = FirstCohort,
        Owners = owners,
        Stages = ArticulationStage.Of(stages.Select(stage => stage.ToReply()), owners),
        Version = Version,
    };

    private static async Task<Articulation?> ShowAsync(IReader reader, ArticulationRow? row, CancellationToken ct) =>
        row is null ? null : (await ShowAsync(reader, [row], ct)).Single();

    // Tells a state to a service that knows none of its changes. A command names its own event.
    private static object Fact(Articulation articulation, DateTimeOffset now) => articulation.State == ArticulationState.Active
        ? new ArticulationActivatedV1 { OccurredAt = now, Articulation = articulation.ToEvent() }
        : new ArticulationClosedV1 { OccurredAt = now, Articulation = articulation.ToEvent() };
}

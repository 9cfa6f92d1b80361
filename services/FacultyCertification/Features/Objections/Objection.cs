using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.Objections;

/// <summary>
/// An objection against a granted recognition (D16). The teacher office and the panel of the institution that published the notice see it,
/// and so does the organisation that raised it.
/// </summary>
public sealed record Objection : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The public notice.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>The application whose grant it opposes.</summary>
    public required Guid ApplicationId { get; init; }

    /// <summary>The code of the organisation that raised it.</summary>
    public required string RaisedBy { get; init; }

    /// <summary>The day on which it was raised, one of the notice.</summary>
    public required DateOnly RaisedOn { get; init; }

    /// <summary>Why.</summary>
    public required string Grounds { get; init; }

    /// <summary><c>raised</c>, <c>upheld</c>, <c>dismissed</c> or <c>withdrawn</c>; the last three are final.</summary>
    [OneOf(Raised, Upheld, Dismissed, Withdrawn)]
    public required string State { get; init; }

    /// <summary>Why it was decided so, or withdrawn.</summary>
    public required string? DecisionReason { get; init; }

    /// <summary>The day of the decision or withdrawal.</summary>
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal const string Raised = "raised";
    internal const string Upheld = "upheld";
    internal const string Dismissed = "dismissed";
    internal const string Withdrawn = "withdrawn";

    /// <summary>The place in the sequence of all objections.</summary>
    internal long Seq { get; init; }

    /// <summary>The institution that published the notice.</summary>
    internal string Institution { get; init; } = "";

    internal Objection EndedAs(string state, string reason, DateOnly day) =>
        this with { State = state, DecisionReason = reason, DecidedOn = day, Version = Version + 1 };
}

/// <summary>Objections as they are stored.</summary>
internal static class ObjectionRow
{
    public const string Select =
        """
        SELECT o.seq, o.id, o.notice_id, o.application_id, o.raised_by, o.raised_on, COALESCE(g.value, '') AS grounds, o.state,
            w.value AS decision_reason, o.decided_on, o.version, n.institution
        FROM faculty.objection o
        INNER JOIN faculty.public_notice n ON n.id = o.notice_id
        LEFT JOIN faculty.personal_value g ON g.id = o.grounds_id
        LEFT JOIN faculty.personal_value w ON w.id = o.decision_reason_id
        """;

    /// <summary>Who publishes the notice, and who raised it. The parameters are a <see cref="Viewer"/>'s; <c>@Raiser</c> is empty for a
    /// caller who cannot object.</summary>
    public const string Visible = "(n.institution = @Office OR o.raised_by = @Raiser)";

    /// <summary>The roles that object for an organisation.</summary>
    public static readonly string[] Raisers = [Roles.TeacherOffice, Roles.OrgAdmin, Roles.Authority];

    /// <summary>The organisation for which the caller objects; empty for other callers.</summary>
    public static string RaiserOf(Caller caller) => Raisers.Any(caller.Is) ? caller.Org : "";

    /// <summary>The objection, if the caller may see it. A unit of work holds it until it ends.</summary>
    public static Task<Objection?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) =>
        reader.FindAsync<Objection>(
            $"""
            {Select}
            WHERE o.id = @id
                AND {Visible}
            """,
            new { id, Viewer.Of(caller).Office, Raiser = RaiserOf(caller) }, ct);

    public static Task<Objection?> HoldAsync(UnitOfWork work, Guid id, Caller caller) => FindAsync(work, id, caller);

    /// <summary>The objections that certificates of a notice wait for, held.</summary>
    public static Task<IReadOnlyList<Objection>> HoldOpenAsync(UnitOfWork work, Guid notice) => work.HoldAsync<Objection>(
        $"""
        {Select}
        WHERE o.notice_id = @notice
            AND o.state = 'raised'
            AND EXISTS (SELECT 1 FROM faculty.application a WHERE a.id = o.application_id AND a.state = 'public-notice')
        ORDER BY o.seq
        """,
        new { notice });

    public static async Task AddAsync(UnitOfWork work, Objection raised, Act act)
    {
        var groundsId = await work.KeepAsync("objection", raised.Id, "grounds", raised.Grounds, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.objection (
                id, notice_id, application_id, raised_by, raised_on, grounds_id, state, version, created_at)
            VALUES (@Id, @NoticeId, @ApplicationId, @RaisedBy, @RaisedOn, @groundsId, @State, @Version, @Now)
            """,
            new
            {
                raised.Id,
                raised.NoticeId,
                raised.ApplicationId,
                raised.RaisedBy,
                raised.RaisedOn,
                groundsId,
                raised.State,
                raised.Version,
                act.Now,
            });
        await work.AuditAsync("objection", raised.Id, raised.Version, Objection.Raised, act);
    }

    public static async Task RecordAsync(UnitOfWork work, Objection next, Act act)
    {
        var reasonId = await work.KeepAsync("objection", next.Id, "decision-reason", next.DecisionReason, act.Now);
        await work.ChangeAsync(
            """
            UPDATE faculty.objection
            SET state = @State, decision_reason_id = @reasonId, decided_on = @DecidedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, reasonId, next.DecidedOn, next.Version });
        await work.AuditAsync("objection", next.Id, next.Version, next.State, act);
    }
}

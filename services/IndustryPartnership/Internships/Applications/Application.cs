using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Applications;

/// <summary>A learner's application for a place of a slot (D37).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="SlotId">The slot.</param>
/// <param name="LearnerId">The learner, as enrollment names them.</param>
/// <param name="Institution">The learner's institution.</param>
/// <param name="Enterprise">The slot's enterprise.</param>
/// <param name="State">
/// <c>submitted</c>, <c>shortlisted</c>, <c>offered</c>, <c>accepted</c>, <c>placed</c> (the placement has started), <c>lapsed</c> (the
/// offer's last day has passed), <c>rejected</c> or <c>withdrawn</c>.
/// </param>
/// <param name="OfferedUntil">
/// The last day on which the offer may be accepted. Null if no offer was made, or the offer is from before offers had a last day.
/// </param>
/// <param name="Version">Its ETag.</param>
public sealed record Application(
    Guid Id, Guid SlotId, Guid LearnerId, string Institution, string Enterprise, [property: OneOf(typeof(ApplicationState))] string State,
    DateOnly? OfferedUntil, int Version)
    : IVersioned
{
    /// <summary>The states before an offer is accepted.</summary>
    internal static readonly string[] Undecided =
        [ApplicationState.Submitted, ApplicationState.Shortlisted, ApplicationState.Offered, ApplicationState.Lapsed];

    internal Application Next(string state) => this with { State = state, Version = Version + 1 };

    internal Application OfferedAgainUntil(DateOnly day) => Next(ApplicationState.Offered) with { OfferedUntil = day };
}

/// <summary>The states of an application (D37).</summary>
internal static class ApplicationState
{
    public const string Submitted = "submitted";
    public const string Shortlisted = "shortlisted";
    public const string Offered = "offered";
    public const string Lapsed = "lapsed";
    public const string Accepted = "accepted";
    public const string Placed = "placed";
    public const string Rejected = "rejected";
    public const string Withdrawn = "withdrawn";
}

internal sealed record ApplicationRow
{
    /// <summary>An offer reads as lapsed from the day after its last day, even before the sweep has run.</summary>
    public const string State = "CASE WHEN a.state = 'offered' AND a.offered_until < @today THEN 'lapsed' ELSE a.state END";

    public const string Select =
        "SELECT a.seq, a.id, a.slot_id, a.learner_id, a.institution, a.enterprise, " + State
        + " AS current_state, a.offered_until, a.version FROM partnership.application a";

    /// <summary>
    /// Its institution and its enterprise see an application, and so does the learner. The parameters are a <see cref="Viewer"/>'s.
    /// </summary>
    public const string Visible =
        $"""
        ((@IsLearner = 0 AND (a.institution = @Org OR a.enterprise = @Org))
            OR (@IsLearner = 1 AND EXISTS (
                SELECT 1 FROM partnership.learner l
                WHERE l.id = a.learner_id AND l.person_id IN {PersonalValues.OfViewer} AND l.institution = @Org)))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid SlotId { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";
    public string Enterprise { get; init; } = "";
    public string CurrentState { get; init; } = "";
    public DateOnly? OfferedUntil { get; init; }
    public int Version { get; init; }

    public Application ToReply() => new(Id, SlotId, LearnerId, Institution, Enterprise, CurrentState, OfferedUntil, Version);

    public static async Task<Application?> FindAsync(
        IReader reader, Guid id, Viewer viewer, DateOnly today, CancellationToken ct = default) => (await reader.FindAsync<ApplicationRow>(
        Select + " WHERE a.id = @id AND " + Visible, new { id, today, viewer.Org, viewer.Person, viewer.IsLearner }, ct))?.ToReply();

    /// <summary>The application, if the viewer may see it, locked until this transaction ends.</summary>
    public static Task<Application?> HoldAsync(UnitOfWork work, Guid id, Act act) => FindAsync(work, id, act.Viewer(), act.Today);

    /// <summary>Records one change of an application: its row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Application next, string action, Act act, string? reason = null)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.application SET state = @State, offered_until = @OfferedUntil, version = @Version,
                ended_as = CASE WHEN @State IN ('rejected', 'withdrawn') THEN id ELSE ended_as END
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.OfferedUntil, next.Version });
        await work.AuditAsync("application", next.Id, next.Version, action, act, reason);
    }

    /// <summary>
    /// Brings the accepted application to the state of its placement. A placement has none if its learner was moved to the slot.
    /// </summary>
    public static async Task FollowAsync(UnitOfWork work, Guid slotId, Guid learnerId, Guid placementId, string state, Act act)
    {
        var accepted = await work.FindAsync<ApplicationRow>(
            Select + " WHERE a.slot_id = @slotId AND a.learner_id = @learnerId AND a.state = 'accepted'",
            new { slotId, learnerId, today = act.Today });
        if (accepted is not null) await RecordAsync(work, accepted.ToReply().Next(state), state, act, $"placement {placementId}");
    }
}

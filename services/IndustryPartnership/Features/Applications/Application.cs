using IndustryPartnership.Features.Placements;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Features.Applications;

/// <summary>A learner's application for a place of a slot (D37).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="SlotId">The slot.</param>
/// <param name="LearnerId">The learner, as enrollment names them.</param>
/// <param name="Institution">The learner's institution.</param>
/// <param name="Enterprise">The slot's enterprise.</param>
/// <param name="State"><c>submitted</c>, <c>shortlisted</c>, <c>offered</c>, <c>accepted</c>, <c>placed</c> (the placement has started), <c>lapsed</c> (the offer's last day has passed), <c>rejected</c> or <c>withdrawn</c>.</param>
/// <param name="OfferedUntil">The last day on which the offer may be accepted; null where none was made, and where one was made before offers had a last day.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Application(Guid Id, Guid SlotId, Guid LearnerId, string Institution, string Enterprise, string State, DateOnly? OfferedUntil, int Version) : IVersioned;

internal sealed record ApplicationRow
{
    /// <summary>From the day after its last an offer reads as lapsed, whether the sweep was there or not.</summary>
    public const string State = "CASE WHEN a.state = 'offered' AND a.offered_until < @today THEN 'lapsed' ELSE a.state END";

    public const string Columns = "a.seq, a.id, a.slot_id, a.learner_id, a.institution, a.enterprise, " + State + " AS current_state, a.offered_until, a.version";

    /// <summary>An application is its learner's institution's and its enterprise's; the learner sees their own.</summary>
    public const string Visible =
        """
        ((@isLearner = 0 AND (a.institution = @org OR a.enterprise = @org))
            OR (@isLearner = 1 AND EXISTS (SELECT 1 FROM partnership.learner l WHERE l.id = a.learner_id AND l.person = @person AND l.institution = @org)))
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

    public Application Show() => new(Id, SlotId, LearnerId, Institution, Enterprise, CurrentState, OfferedUntil, Version);

    public static async Task<Application?> FindAsync(IReader reader, Guid id, Caller caller, DateOnly today, CancellationToken ct = default) => (await reader.FindAsync<ApplicationRow>(
        "SELECT " + Columns + " FROM partnership.application a WHERE a.id = @id AND " + Visible, new { id, today, org = caller.Org, person = caller.Person, isLearner = PlacementRow.Personal(caller) }, ct))?.Show();

    /// <summary>The accepted application goes the way of the placement that came of it; one that was placed without any has none.</summary>
    public static async Task FollowAsync(UnitOfWork work, Placement placement, string state, Caller caller)
    {
        if (await work.FindAsync<AcceptedRow>(
            "SELECT a.id, a.version FROM partnership.application a WHERE a.slot_id = @SlotId AND a.learner_id = @LearnerId AND a.state = 'accepted'", new { placement.SlotId, placement.LearnerId }) is not { } row)
        {
            return;
        }
        await work.ExecuteAsync("UPDATE partnership.application SET state = @state, ended_as = CASE WHEN @state = 'withdrawn' THEN id ELSE ended_as END, version = version + 1 WHERE id = @Id", new { row.Id, state });
        await work.AuditAsync("application", row.Id, row.Version + 1, state, caller, $"placement {placement.Id}");
    }

    private sealed record AcceptedRow
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
    }
}

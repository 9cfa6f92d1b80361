using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Placements;

/// <summary>Changes of a placement that are proposed or agreed, and not in force.</summary>
internal static class OpenChanges
{
    /// <summary>The audit's name for a change of a placement.</summary>
    public const string Kind = "placement-change";

    private const string WithPlacement = "placement-state";

    /// <summary>Ends open changes with their placement, which is locked.</summary>
    public static async Task LapseAsync(UnitOfWork work, Guid placementId, Act act)
    {
        var open = await work.QueryAsync<Row>(
            "SELECT id, version FROM partnership.placement_change WHERE placement_id = @placementId AND state IN ('proposed', 'agreed')",
            new { placementId });
        foreach (var change in open)
        {
            var reasonId = await work.KeepAsync(Kind, change.Id, "end-reason", WithPlacement, act.Now);
            await work.ChangeAsync(
                """
                UPDATE partnership.placement_change SET state = 'lapsed', end_reason_id = @reasonId, ended_as = id, version = version + 1
                WHERE id = @Id AND version = @Version
                """,
                new { change.Id, change.Version, reasonId });
            await work.AuditAsync(Kind, change.Id, change.Version + 1, "lapsed", act, WithPlacement);
        }
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
    }
}

using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>Changes of a placement that are proposed or agreed, and not in force.</summary>
internal static class OpenChanges
{
    /// <summary>What the audit calls a change of a placement.</summary>
    public const string Kind = "placement-change";

    /// <summary>They end with their placement, which is held.</summary>
    public static async Task LapseAsync(UnitOfWork work, Guid placementId, Act act)
    {
        var open = await work.QueryAsync<Guid>(
            "SELECT id FROM partnership.placement_change WHERE placement_id = @placementId AND state IN ('proposed', 'agreed')",
            new { placementId });
        foreach (var id in open) await EndAsync(work, id, "lapsed", "placement-state", act);
    }

    /// <summary>Ends one, and lets another one be proposed.</summary>
    public static async Task EndAsync(UnitOfWork work, Guid id, string state, string? reason, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.placement_change SET state = @state, end_reason = @reason, ended_as = id, version = version + 1
            WHERE id = @id AND state IN ('proposed', 'agreed')
            """,
            new { id, state, reason });
        var version = await work.SingleAsync<int>("SELECT version FROM partnership.placement_change WHERE id = @id", new { id });
        await work.AuditAsync(Kind, id, version, state, act, reason);
    }
}

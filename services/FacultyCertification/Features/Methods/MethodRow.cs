using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Methods;

/// <summary>Methods as they are stored: found, held while a command decides, and recorded once.</summary>
internal static class MethodRow
{
    public const string Select =
        """
        SELECT seq, id, owner, is_for_all, code, number, name, practice_window_years, validity_years, public_notice_days, panel_members,
            quorum, majority, objections_allowed, renewal_window_days, state, effective_from, effective_until, version
        FROM faculty.method
        """;

    /// <summary>Everybody sees published versions, and the keeper of the owner's methods the drafts. <c>@Keeper</c> is a
    /// <see cref="Viewer"/>'s.</summary>
    public const string Visible = "(state <> 'draft' OR owner = @Keeper)";

    /// <summary>The version, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<Method?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        await OneAsync(reader, await reader.FindAsync<Method>(
            $"""
            {Select}
            WHERE id = @id
                AND {Visible}
            """,
            new { id, viewer.Keeper }, ct), ct);

    /// <summary>The version, held: nobody else changes it before this transaction ends.</summary>
    public static Task<Method?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The version before another one of the same code, held; null for the first.</summary>
    public static async Task<Method?> HoldBeforeAsync(UnitOfWork work, Method method) =>
        await OneAsync(work, await work.FindAsync<Method>(
            $"""
            {Select}
            WHERE owner = @Owner
                AND code = @Code
                AND number = @Number - 1
            """,
            new { method.Owner, method.Code, method.Number }), default);

    /// <summary>The version of an application that names it.</summary>
    public static async Task<Method> ReadAsync(IReader reader, Guid id) =>
        (await AddLevelsAsync(reader, [await reader.SingleAsync<Method>(Select + " WHERE id = @id", new { id })])).Single();

    /// <summary>A published version of the institution, or for all; null if this one is neither.</summary>
    public static async Task<Method?> FindOfAsync(IReader reader, Guid id, string institution) =>
        await OneAsync(reader, await reader.FindAsync<Method>(
            $"""
            {Select}
            WHERE id = @id
                AND state <> 'draft'
                AND (owner = @institution OR is_for_all = 1)
            """,
            new { id, institution }), default);

    /// <summary>The version for an institution on a day, its own before an authority's; null if none is in force.</summary>
    public static Task<Guid?> FindUsableAsync(IReader reader, string institution, string level, DateOnly day) => reader.FindAsync<Guid?>(
        $"""
        SELECT id
        FROM faculty.method
        WHERE state <> 'draft'
            AND effective_from <= @day
            AND (effective_until IS NULL OR effective_until >= @day)
            AND (owner = @institution OR is_for_all = 1)
            AND id IN (SELECT method_id FROM faculty.method_level WHERE level = @level)
        ORDER BY is_for_all, seq DESC {Db.Page}
        """,
        new { institution, level, day, limit = 1 });

    /// <summary>Keeps a new draft, and the audit; false if the code has a draft already.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Method drafted, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO faculty.method (
                id, owner, is_for_all, code, number, name, practice_window_years, validity_years, public_notice_days, panel_members,
                quorum, majority, objections_allowed, renewal_window_days, state, version, created_at)
            VALUES (
                @Id, @Owner, @IsForAll, @Code, @Number, @Name, @PracticeWindowYears, @ValidityYears, @PublicNoticeDays, @PanelMembers,
                @Quorum, @Majority, @ObjectionsAllowed, @RenewalWindowDays, @State, @Version, @Now)
            """,
            new
            {
                drafted.Id,
                drafted.Owner,
                drafted.IsForAll,
                drafted.Code,
                drafted.Number,
                drafted.Name,
                drafted.PracticeWindowYears,
                drafted.ValidityYears,
                drafted.PublicNoticeDays,
                drafted.PanelMembers,
                drafted.Quorum,
                drafted.Majority,
                drafted.ObjectionsAllowed,
                drafted.RenewalWindowDays,
                drafted.State,
                drafted.Version,
                act.Now,
            });
        if (!isNew) return false;
        await LevelRow.AddAsync(work, drafted);
        await work.AuditAsync("method", drafted.Id, drafted.Version, "drafted", act);
        return true;
    }

    /// <summary>Records a change: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Method next, string action, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE faculty.method
            SET name = @Name, practice_window_years = @PracticeWindowYears, validity_years = @ValidityYears,
                public_notice_days = @PublicNoticeDays, panel_members = @PanelMembers, quorum = @Quorum, majority = @Majority,
                objections_allowed = @ObjectionsAllowed, renewal_window_days = @RenewalWindowDays, state = @State,
                effective_from = @EffectiveFrom, effective_until = @EffectiveUntil, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Name,
                next.PracticeWindowYears,
                next.ValidityYears,
                next.PublicNoticeDays,
                next.PanelMembers,
                next.Quorum,
                next.Majority,
                next.ObjectionsAllowed,
                next.RenewalWindowDays,
                next.State,
                next.EffectiveFrom,
                next.EffectiveUntil,
                next.Version,
            });
        await work.AuditAsync("method", next.Id, next.Version, action, act);
    }

    /// <summary>The versions with their levels.</summary>
    public static async Task<IReadOnlyList<Method>> AddLevelsAsync(
        IReader reader, IReadOnlyList<Method> methods, CancellationToken ct = default)
    {
        var levels = await LevelRow.OfAsync(reader, [.. methods.Select(method => method.Id)], ct);
        return [.. methods.Select(method => method with { Levels = [.. levels[method.Id]] })];
    }

    private static async Task<Method?> OneAsync(IReader reader, Method? method, CancellationToken ct) =>
        method is null ? null : (await AddLevelsAsync(reader, [method], ct)).Single();
}

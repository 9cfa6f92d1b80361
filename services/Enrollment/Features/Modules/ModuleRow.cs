using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Modules;

/// <summary>Modules as they are stored: found, held while a command decides, and recorded once, each version in a row of its own.</summary>
internal sealed record ModuleRow
{
    public const string Select =
        """
        SELECT m.seq, m.id, m.institution, m.code, m.state, m.retired_on, m.version, v.terms
        FROM enrollment.module m
        JOIN enrollment.module_version v ON v.module_id = m.id AND v.version = m.version
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Institution { get; init; } = "";
    public string Code { get; init; } = "";
    public string State { get; init; } = "";
    public DateOnly? RetiredOn { get; init; }
    public int Version { get; init; }
    public string Terms { get; init; } = "";

    /// <summary>The module. A unit of work holds it until it ends.</summary>
    public static async Task<Module?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        (await reader.FindAsync<ModuleRow>(Select + " WHERE m.id = @id", new { id }, ct))?.ToReply();

    /// <summary>The module, held: nobody else changes it before this transaction ends.</summary>
    public static Task<Module?> HoldAsync(UnitOfWork work, Guid id) => FindAsync(work, id);

    /// <summary>Those of these modules that exist.</summary>
    public static async Task<IReadOnlyList<Module>> OfAsync(IReader reader, IReadOnlyList<Guid> ids) =>
        [.. (await reader.QueryAsync<ModuleRow>(Select + " WHERE m.id IN @ids", new { ids })).Select(row => row.ToReply())];

    /// <summary>Keeps a new module, and the audit; false if the institution has ever used its code.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Module defined, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.module (id, institution, code, kind, unit_code, state, version, created_at)
            VALUES (@Id, @Institution, @Code, @Kind, @Unit, @State, @Version, @Now)
            """,
            new
            {
                defined.Id,
                defined.Institution,
                defined.Code,
                defined.Terms.Kind,
                defined.Terms.Unit,
                defined.State,
                defined.Version,
                act.Now,
            });
        if (!isNew) return false;
        await KeepVersionAsync(work, defined, "defined", act, reason: null);
        await KeepLinksAsync(work, defined);
        return true;
    }

    /// <summary>Records a change: the row, the version, what the module needs and leads to, and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Module next, string change, Act act, string reason)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.module
            SET kind = @Kind, unit_code = @Unit, state = @State, retired_on = @RetiredOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.Terms.Kind, next.Terms.Unit, next.State, next.RetiredOn, next.Version });
        await work.ExecuteAsync("DELETE FROM enrollment.module_prerequisite WHERE module_id = @Id", new { next.Id });
        await work.ExecuteAsync("DELETE FROM enrollment.module_outcome WHERE module_id = @Id", new { next.Id });
        await KeepVersionAsync(work, next, change, act, reason);
        await KeepLinksAsync(work, next);
    }

    public Module ToReply() => new()
    {
        Id = Id,
        Institution = Institution,
        Code = Code,
        Terms = ModuleTerms.Read(Terms),
        State = State,
        RetiredOn = RetiredOn,
        Version = Version,
    };

    private static async Task KeepVersionAsync(UnitOfWork work, Module module, string change, Act act, string? reason)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.module_version (module_id, version, terms, change, reason, recorded_at)
            VALUES (@Id, @Version, @terms, @change, @reason, @Now)
            """,
            new { module.Id, module.Version, terms = module.Terms.Write(), change, reason, act.Now });
        await work.AuditAsync("module", module.Id, module.Version, change, act, reason);
    }

    private static async Task KeepLinksAsync(UnitOfWork work, Module module)
    {
        foreach (var prerequisite in module.Terms.Prerequisites)
        {
            await work.ExecuteAsync(
                "INSERT INTO enrollment.module_prerequisite (module_id, prerequisite_id) VALUES (@Id, @prerequisite)",
                new { module.Id, prerequisite });
        }
        foreach (var outcome in module.Terms.Outcomes)
        {
            await work.ExecuteAsync(
                "INSERT INTO enrollment.module_outcome (module_id, outcome_id) VALUES (@Id, @outcome)", new { module.Id, outcome });
        }
    }
}

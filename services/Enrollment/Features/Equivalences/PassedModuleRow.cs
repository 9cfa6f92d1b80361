using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace Enrollment.Features.Equivalences;

/// <summary>Passed modules as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record PassedModuleRow
{
    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";

    /// <summary>The passed module, if the viewer sees its learner. A unit of work holds it until it ends.</summary>
    public static async Task<PassedModule?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default)
    {
        var row = await reader.FindAsync<PassedModuleRow>(
            "SELECT seq, id, learner_id, institution FROM enrollment.passed_module WHERE id = @id", new { id }, ct);
        if (row is null || await LearnerRow.FindAsync(reader, row.LearnerId, viewer, ct) is null) return null;
        return (await WithVersionsAsync(reader, [row], ct)).Single();
    }

    /// <summary>All passed modules of a learner, in the order of their recording.</summary>
    public static async Task<IReadOnlyList<PassedModule>> OfAsync(IReader reader, Guid learner, CancellationToken ct) =>
        await WithVersionsAsync(
            reader,
            await reader.QueryAsync<PassedModuleRow>(
                """
                SELECT seq, id, learner_id, institution
                FROM enrollment.passed_module
                WHERE learner_id = @learner
                ORDER BY seq
                """,
                new { learner }, ct),
            ct);

    /// <summary>The passed modules of these rows, in their order.</summary>
    public static async Task<IReadOnlyList<PassedModule>> WithVersionsAsync(
        IReader reader, IReadOnlyList<PassedModuleRow> rows, CancellationToken ct)
    {
        var versions = (await reader.QueryAsync<VersionRow>(
            """
            SELECT m.passed_module_id, m.version, m.state, m.taken_at, m.module, m.grade, m.passed_on, r.value AS reason, m.recorded_on,
                m.recorded_at
            FROM enrollment.passed_module_version m
            LEFT JOIN enrollment.personal_value r ON r.id = m.reason_id
            WHERE m.passed_module_id IN @ids
            ORDER BY m.passed_module_id, m.version
            """,
            new { ids = rows.Select(row => row.Id) }, ct)).ToLookup(version => version.PassedModuleId, version => version.ToReply());
        return [.. rows.Select(row => PassedModule.Of(row.Id, row.LearnerId, row.Institution, [.. versions[row.Id]]))];
    }

    /// <summary>Keeps a new passed module, and the audit; false if the learner has it already.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, PassedModule recorded, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.passed_module (id, learner_id, institution, taken_at, module, state, version)
            VALUES (@Id, @LearnerId, @Institution, @TakenAt, @Module, @State, @Version)
            """,
            new
            {
                recorded.Id,
                recorded.LearnerId,
                recorded.Institution,
                recorded.Newest.TakenAt,
                recorded.Newest.Module,
                recorded.Newest.State,
                recorded.Version,
            });
        if (isNew) await TellAsync(work, recorded, "recorded", act);
        return isNew;
    }

    /// <summary>Records a change: the row, the version and the audit; false if the learner has such a module already.</summary>
    public static async Task<bool> TryRecordAsync(UnitOfWork work, PassedModule next, string action, Act act)
    {
        // An insert's name, though it changes a row: both say whether the key is free.
        var isFree = await work.TryInsertAsync(
            """
            UPDATE enrollment.passed_module
            SET taken_at = @TakenAt, module = @Module, state = @State, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.Newest.TakenAt, next.Newest.Module, next.Newest.State, next.Version });
        if (isFree) await TellAsync(work, next, action, act);
        return isFree;
    }

    private static async Task TellAsync(UnitOfWork work, PassedModule module, string action, Act act)
    {
        var version = module.Newest;
        var reasonId = await work.KeepAsync("passed-module", module.Id, PersonalValues.Reason, version.Reason, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.passed_module_version (
                passed_module_id, version, state, taken_at, module, grade, passed_on, reason_id, recorded_on, recorded_at)
            VALUES (@Id, @Version, @State, @TakenAt, @Module, @Grade, @PassedOn, @reasonId, @RecordedOn, @RecordedAt)
            """,
            new
            {
                module.Id,
                version.Version,
                version.State,
                version.TakenAt,
                version.Module,
                version.Grade,
                version.PassedOn,
                reasonId,
                version.RecordedOn,
                version.RecordedAt,
            });
        await work.AuditAsync("passed-module", module.Id, module.Version, action, act, version.Reason);
    }

    private sealed record VersionRow
    {
        public Guid PassedModuleId { get; init; }
        public int Version { get; init; }
        public string State { get; init; } = "";
        public string TakenAt { get; init; } = "";
        public string Module { get; init; } = "";
        public string Grade { get; init; } = "";
        public DateOnly PassedOn { get; init; }
        public string? Reason { get; init; }
        public DateOnly RecordedOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public PassedModuleVersion ToReply() => new()
        {
            Version = Version,
            State = State,
            TakenAt = TakenAt,
            Module = Module,
            Grade = Grade,
            PassedOn = PassedOn,
            Reason = Reason,
            RecordedOn = RecordedOn,
            RecordedAt = RecordedAt,
        };
    }
}

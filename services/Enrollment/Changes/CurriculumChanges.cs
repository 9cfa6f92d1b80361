using Contracts;
using Enrollment.Features.Modules;
using Enrollment.Features.Programmes;
using Kernel.Changes;
using Kernel.Data;

namespace Enrollment.Changes;

/// <summary>Modules, learning outcomes, joint programmes and the teachers who lead their modules.</summary>
internal static class CurriculumChanges
{
    /// <summary>A teacher of faculty-certification. Nobody follows teachers here, and flags rest on them.</summary>
    public const string Teacher = "teacher";

    public static ChangeKind LearningOutcome { get; } = new()
    {
        Name = "learning-outcome",
        Replies = ChangeKind.Each<LearningOutcome>(
            (reader, id, _) => LearningOutcomeRow.FindAsync(reader, id), it => $"learning-outcomes/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.learning_outcome WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Module { get; } = new()
    {
        Name = "module",
        Replies = ChangeKind.Each<Module>((reader, id, _) => ModuleRow.FindAsync(reader, id), it => $"modules/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.module WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Programme { get; } = new()
    {
        Name = "programme",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT o.programme_id AS id, o.institution AS organisation
            FROM enrollment.programme_owner o
            WHERE o.programme_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Programme>(
            (reader, id, act) => ProgrammeRow.FindAsync(reader, id, act.Viewer()), it => $"programmes/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.programme WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind ModuleLead { get; } = new()
    {
        Name = "module-lead",
        Roles = [Roles.Registrar],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT l.id, o.institution AS organisation
            FROM enrollment.module_lead l
            JOIN enrollment.programme_owner o ON o.programme_id = l.programme_id
            WHERE l.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<ModuleLead>(
            (reader, id, act) => ReadModuleLeads.FindAsync(reader, id, act.Viewer(), act.Today), it => $"module-leads/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.module_lead WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.module_lead WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            [Teacher] = (reader, ids) => reader.QueryAsync<Numbered>(
                "SELECT seq, id FROM enrollment.module_lead WHERE teacher_id IN @teachers", new { teachers = ids.Select(Guid.Parse) }),
        },
    };
}

using Contracts;
using Enrollment.Features.Certificates;
using Enrollment.Features.Diplomas;
using Enrollment.Features.Equivalences;
using Enrollment.Features.Learners;
using Enrollment.Features.Outcomes;
using Kernel;
using Kernel.Changes;
using Kernel.Data;

namespace Enrollment.Changes;

/// <summary>Learners and what belongs to one: whoever sees the learner sees it. The registrars of the pathway's institutions do.</summary>
internal static class LearnerChanges
{
    private const string Name = "learner";

    public static ChangeKind Learner { get; } = new()
    {
        Name = Name,
        Roles = [Roles.Registrar],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT l.id, o.institution AS organisation
            FROM enrollment.learner l
            JOIN enrollment.articulation_owner o ON o.articulation_id = l.articulation_id
            WHERE l.id IN @ids
            """,
            new { ids }),
        Replies = new(typeof(Learner), ReadLearnersAsync),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.learner WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind XCertificate { get; } = new()
    {
        Name = "x-certificate",
        Roles = [Roles.Registrar],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT c.id, o.institution AS organisation
            FROM enrollment.x_certificate c
            JOIN enrollment.learner l ON l.id = c.learner_id
            JOIN enrollment.articulation_owner o ON o.articulation_id = l.articulation_id
            WHERE c.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<XCertificate>(
            (reader, id, act) => XCertificateRow.FindAsync(reader, id, act.Viewer()), it => $"x-certificates/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.x_certificate WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = OfLearner((reader, learners) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.x_certificate WHERE learner_id IN @learners", new { learners })),
    };

    public static ChangeKind PassedModule { get; } = new()
    {
        Name = "passed-module",
        Roles = [Roles.Registrar],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT m.id, o.institution AS organisation
            FROM enrollment.passed_module m
            JOIN enrollment.learner l ON l.id = m.learner_id
            JOIN enrollment.articulation_owner o ON o.articulation_id = l.articulation_id
            WHERE m.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<PassedModule>(
            (reader, id, act) => PassedModuleRow.FindAsync(reader, id, act.Viewer()), it => $"learners/{it.LearnerId}/passed-modules"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.passed_module WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = OfLearner((reader, learners) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.passed_module WHERE learner_id IN @learners", new { learners })),
    };

    public static ChangeKind Diploma { get; } = new()
    {
        Name = "diploma",
        Roles = [Roles.Registrar],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT d.id, o.institution AS organisation
            FROM enrollment.diploma d
            JOIN enrollment.learner l ON l.id = d.learner_id
            JOIN enrollment.articulation_owner o ON o.articulation_id = l.articulation_id
            WHERE d.id IN @ids
            """,
            new { ids }),
        Replies = new(typeof(Diploma), async (reader, ids, act) =>
        [
            .. (await DiplomaRow.SeenAsync(reader, [.. ids.Select(Guid.Parse)], act.Viewer()))
                .Select(found => new Seen(
                    $"{found.Diploma.Id}", found.Diploma.Version, $"learners/{found.LearnerId}/diplomas", found.Diploma)),
        ]),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.diploma WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = OfLearner((reader, learners) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.diploma WHERE learner_id IN @learners", new { learners })),
    };

    public static ChangeKind Outcome { get; } = new()
    {
        Name = "outcome",
        Roles = [Roles.Registrar],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT u.id, o.institution AS organisation
            FROM enrollment.outcome u
            JOIN enrollment.learner l ON l.id = u.learner_id
            JOIN enrollment.articulation_owner o ON o.articulation_id = l.articulation_id
            WHERE u.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Outcome>(
            (reader, id, act) => ReadOutcomes.FindAsync(reader, id, act.Viewer()), it => $"learners/{it.LearnerId}/outcomes"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.outcome WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = OfLearner((reader, learners) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.outcome WHERE learner_id IN @learners", new { learners })),
    };

    // Many learners may change in one transaction, so they are read together.
    private static async Task<IReadOnlyList<Seen>> ReadLearnersAsync(IReader reader, IReadOnlyList<string> ids, Act act)
    {
        var viewer = act.Viewer();
        var learners = await reader.QueryAsync<Learner>(
            $"""
            {LearnerRow.Select}
            WHERE l.id IN @learners
                AND {LearnerRow.Visible}
            """,
            new { learners = ids.Select(Guid.Parse), viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner });
        return [.. learners.Select(learner => new Seen($"{learner.Id}", learner.Version, $"learners/{learner.Id}", learner))];
    }

    private static Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>> OfLearner(
        Func<IReader, IEnumerable<Guid>, Task<IReadOnlyList<Numbered>>> find) =>
        new() { [Name] = (reader, ids) => find(reader, ids.Select(Guid.Parse)) };
}

using Contracts;
using Enrollment.Features.Candidates;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Changes;
using Kernel.Data;

namespace Enrollment.Changes;

/// <summary>Transfer plans and their candidates.</summary>
internal static class ExamChanges
{
    private const string Name = "transfer-candidate";

    public static ChangeKind TransferPlan { get; } = new()
    {
        Name = "transfer-plan",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, from_institution AS organisation
            FROM enrollment.transfer_plan
            WHERE id IN @ids
            UNION
            SELECT id, to_institution AS organisation
            FROM enrollment.transfer_plan
            WHERE id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<TransferPlan>(
            (reader, id, act) => TransferPlanRow.FindAsync(reader, id, act.Viewer()), it => $"transfer-plans/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.transfer_plan WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Candidate { get; } = new()
    {
        Name = Name,
        Roles = [Roles.Registrar],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT c.id, o.institution AS organisation
            FROM enrollment.transfer_candidate c
            JOIN enrollment.learner l ON l.id = c.learner_id
            JOIN enrollment.articulation_owner o ON o.articulation_id = l.articulation_id
            WHERE c.id IN @ids
            """,
            new { ids }),
        Replies = new(typeof(Candidate), ReadCandidatesAsync),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.transfer_candidate WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            ["learner"] = (reader, ids) => reader.QueryAsync<Numbered>(
                "SELECT seq, id FROM enrollment.transfer_candidate WHERE learner_id IN @learners",
                new { learners = ids.Select(Guid.Parse) }),
            // Whether the learner passed is asked of all sittings.
            [Name] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT o.seq, o.id
                FROM enrollment.transfer_candidate c
                JOIN enrollment.transfer_candidate o ON o.learner_id = c.learner_id AND o.plan_id = c.plan_id AND o.id <> c.id
                WHERE c.id IN @candidates
                """,
                new { candidates = ids.Select(Guid.Parse) }),
        },
    };

    private static async Task<IReadOnlyList<Seen>> ReadCandidatesAsync(IReader reader, IReadOnlyList<string> ids, Act act)
    {
        var viewer = act.Viewer();
        return [.. (await CandidateRow.OfAsync(reader, [.. ids.Select(Guid.Parse)], viewer)).Select(row => new Seen(
            $"{row.Id}", row.Version, $"transfer-plans/{row.PlanId}/candidates/{row.LearnerId}", row.ToReply(viewer)))];
    }
}

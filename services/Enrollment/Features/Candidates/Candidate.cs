using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Contracts;
using Enrollment.Features.Learners;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Candidates;

/// <summary>A learner at a sitting of the transfer exam, seen by the registrars of the two institutions, and by the learner.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="LearnerId">The learner.</param>
/// <param name="ArticulationId">What the learner would transfer on.</param>
/// <param name="Sitting">The sitting, from 1; the resit is the second one.</param>
/// <param name="State"><c>registered</c>, <c>absent</c>, <c>marked</c>, <c>passed</c>, <c>failed</c> or <c>appealed</c> (D7).</param>
/// <param name="Marks">A mark for each component, once entered; a learner sees them from their publication on.</param>
/// <param name="Bonus">What comes on top, once entered.</param>
/// <param name="Total">The marks by their weights, and the bonus, with two decimals.</param>
/// <param name="AppealGrounds">Why the result was appealed, where it was.</param>
/// <param name="Replaced">What stood before the present marks, oldest first; a learner sees those that had been published (D7).</param>
/// <param name="Version">Its ETag.</param>
public sealed record Candidate(
    Guid PlanId, Guid LearnerId, Guid ArticulationId, int Sitting, string State, IReadOnlyList<ComponentMark> Marks, decimal? Bonus, decimal? Total, string? AppealGrounds,
    IReadOnlyList<ReplacedMarks> Replaced, int Version) : IVersioned;

/// <param name="State">What it was: <c>marked</c> or <c>absent</c>, or <c>appealed</c> where it had been published.</param>
/// <param name="Marks">A mark for each component; none for one who was absent.</param>
/// <param name="Bonus">What came on top.</param>
/// <param name="Total">The total of these.</param>
/// <param name="ReplacedOn">The business date on which other ones came in their place.</param>
public sealed record ReplacedMarks(string State, IReadOnlyList<ComponentMark> Marks, decimal? Bonus, decimal? Total, DateOnly ReplacedOn);

/// <param name="Component">The code of a component of the plan.</param>
/// <param name="Mark">0 to 100, at most two decimals (D10).</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct ComponentMark([property: Code(20)] string Component, [property: Range(0.0, 100.0), Decimals(2)] decimal Mark);

internal sealed record CandidateRow
{
    public const string Registered = "registered";
    public const string Absent = "absent";
    public const string Marked = "marked";
    public const string Passed = "passed";
    public const string Failed = "failed";
    public const string Appealed = "appealed";

    /// <summary>Candidates <c>c</c> with their learners <c>l</c> and articulations <c>a</c>, as <see cref="LearnerRow.Visible"/> needs them.</summary>
    public const string Select =
        """
        SELECT c.seq, c.id, c.plan_id, c.learner_id, l.institution, c.articulation_id, c.sitting, c.state, c.bonus, c.total, c.appeal_grounds, c.version
        FROM enrollment.transfer_candidate c JOIN enrollment.learner l ON l.id = c.learner_id JOIN enrollment.articulation a ON a.id = c.articulation_id
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";
    public Guid ArticulationId { get; init; }
    public int Sitting { get; init; }
    public string State { get; init; } = "";

    /// <summary>In hundredths, as the total.</summary>
    public int? Bonus { get; init; }
    public int? Total { get; init; }
    public string? AppealGrounds { get; init; }
    public int Version { get; init; }

    /// <summary>The learner at the last sitting that they registered for, where the caller may see it.</summary>
    public static Task<CandidateRow?> FindAsync(IReader reader, Guid plan, Guid learner, Caller caller, CancellationToken ct = default)
    {
        var viewer = Viewer.Of(caller);
        return reader.FindAsync<CandidateRow>(
            Select + " WHERE c.plan_id = @plan AND c.learner_id = @learner AND " + LearnerRow.Visible + " ORDER BY c.sitting DESC " + Db.Page,
            new { plan, learner, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner, limit = 1 }, ct);
    }

    public static Task<CandidateRow> ReadAsync(IReader reader, Guid id) => reader.SingleAsync<CandidateRow>(Select + " WHERE c.id = @id", new { id });

    public static Task<IReadOnlyList<CandidateRow>> OfSittingAsync(IReader reader, TransferPlanRow plan) =>
        reader.QueryAsync<CandidateRow>(Select + " WHERE c.plan_id = @Id AND c.sitting = @Sitting ORDER BY c.seq", new { plan.Id, plan.Sitting });

    /// <summary>Keeps marks that the plan takes, and the total that they give (D8, D10); on an appeal they are the result at once.</summary>
    /// <returns>The rule that they break; null where there is none.</returns>
    public async Task<Verdict?> MarkAsync(UnitOfWork work, TransferPlanRow plan, IReadOnlyList<ComponentMark> marks, decimal bonus, DateOnly today, DateTimeOffset now)
    {
        var components = await ComponentRow.OfAsync(work, [plan.Id]);
        var all = EnteredMarks.JudgeComponents([.. components.Select(component => component.Code)], [.. marks.Select(mark => mark.Component)]);
        if (!all.Passes) return all;
        var scaledBonus = (int)(bonus * 100);
        var within = EnteredMarks.JudgeBonus(scaledBonus, plan.BonusMax);
        if (!within.Passes) return within;

        var weights = components.ToDictionary(component => component.Code, component => component.Weight);
        var total = ExamTotal.Of(marks.Select(mark => (weights[mark.Component], (int)(mark.Mark * 100))), scaledBonus);
        await ReplaceAsync(work, today, now);
        foreach (var mark in marks)
        {
            await work.ExecuteAsync("INSERT INTO enrollment.transfer_mark (candidate_id, component_code, mark) VALUES (@Id, @Component, @value)", new { Id, mark.Component, value = (int)(mark.Mark * 100) });
        }
        var state = State != Appealed ? Marked : total >= plan.PassMark ? Passed : Failed;
        await work.ExecuteAsync(
            "UPDATE enrollment.transfer_candidate SET state = @state, bonus = @scaledBonus, total = @total, version = version + 1 WHERE id = @Id", new { Id, state, scaledBonus, total });
        return null;
    }

    /// <summary>Takes away what was entered, and keeps it to be read.</summary>
    public async Task ReplaceAsync(UnitOfWork work, DateOnly today, DateTimeOffset now)
    {
        if (State == Registered) return;
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.transfer_replaced (candidate_id, version, state, bonus, total, replaced_on, replaced_at)
            VALUES (@Id, @Version, @State, @Bonus, @Total, @today, @now)
            """,
            new { Id, Version, State, Bonus, Total, today, now });
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.transfer_replaced_mark (candidate_id, version, component_code, mark)
            SELECT candidate_id, @Version, component_code, mark FROM enrollment.transfer_mark WHERE candidate_id = @Id
            """,
            new { Id, Version });
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_mark WHERE candidate_id = @Id", new { Id });
    }

    /// <summary>Appends the result that the candidate has now, with the day from which it holds and the one on which it was recorded (D41).</summary>
    public async Task RecordResultAsync(UnitOfWork work, DateOnly on, Caller caller, Today today, DateTimeOffset now)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.transfer_result (plan_id, candidate_id, version, learner_id, sitting, outcome, total, effective_on, recorded_on, recorded_at)
            VALUES (@PlanId, @Id, @Version, @LearnerId, @Sitting, @State, @Total, @on, @today, @now)
            """,
            new { PlanId, Id, Version, LearnerId, Sitting, State, Total, on, today = today.Value, now });
        await work.AuditAsync("transfer-candidate", Id, Version, State, caller);
    }

    public async Task<Candidate> ShowAsync(IReader reader, Caller caller, CancellationToken ct = default) => (await ShowAsync(reader, [this], caller, ct)).Single();

    public static async Task<IReadOnlyList<Candidate>> ShowAsync(IReader reader, IReadOnlyList<CandidateRow> rows, Caller caller, CancellationToken ct = default)
    {
        var marks = (await reader.QueryAsync<MarkRow>(
            "SELECT candidate_id, component_code, mark FROM enrollment.transfer_mark WHERE candidate_id IN @ids ORDER BY component_code", new { ids = rows.Select(row => row.Id) }, ct)).ToLookup(mark => mark.CandidateId);
        var isRegistrar = caller.Is(Roles.Registrar);
        var replaced = await ReplacedAsync(reader, rows, isRegistrar, ct);
        return
        [
            .. rows.Select(row => row.Show(
                [.. marks[row.Id].Select(mark => new ComponentMark(mark.ComponentCode, mark.Mark / 100m))], [.. replaced[row.Id]], isPublic: isRegistrar || row.State != Marked)),
        ];
    }

    private static async Task<ILookup<Guid, ReplacedMarks>> ReplacedAsync(IReader reader, IReadOnlyList<CandidateRow> rows, bool isRegistrar, CancellationToken ct)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var entries = await reader.QueryAsync<ReplacedRow>(
            """
            SELECT candidate_id, version, state, bonus, total, replaced_on FROM enrollment.transfer_replaced WHERE candidate_id IN @ids ORDER BY candidate_id, version
            """,
            new { ids }, ct);
        var marks = (await reader.QueryAsync<MarkRow>(
            """
            SELECT candidate_id, version, component_code, mark FROM enrollment.transfer_replaced_mark
            WHERE candidate_id IN @ids ORDER BY candidate_id, version, component_code
            """,
            new { ids }, ct)).ToLookup(mark => (mark.CandidateId, mark.Version));
        return entries.Where(entry => isRegistrar || entry.State == Appealed).ToLookup(entry => entry.CandidateId, entry => new ReplacedMarks(
            entry.State, [.. marks[(entry.CandidateId, entry.Version)].Select(mark => new ComponentMark(mark.ComponentCode, mark.Mark / 100m))],
            entry.Bonus / 100m, entry.Total / 100m, entry.ReplacedOn));
    }

    /// <summary>A learner's results are published by both registrars, and not seen by the learner before.</summary>
    private Candidate Show(IReadOnlyList<ComponentMark> marks, IReadOnlyList<ReplacedMarks> replaced, bool isPublic) => isPublic
        ? new(PlanId, LearnerId, ArticulationId, Sitting, State, marks, Bonus / 100m, Total / 100m, AppealGrounds, replaced, Version)
        : new(PlanId, LearnerId, ArticulationId, Sitting, State, [], null, null, AppealGrounds, replaced, Version);

    /// <summary>Known by its hash: what both registrars publish.</summary>
    public static string HashOf(IEnumerable<CandidateRow> results) => CanonicalJson.Hash(CanonicalJson.Write(new JsonArray(
    [
        .. results.OrderBy(result => result.LearnerId).Select(result => new JsonObject { ["learnerId"] = result.LearnerId.ToString(), ["state"] = result.State, ["total"] = result.Total / 100m }),
    ])));

    private sealed record ReplacedRow
    {
        public Guid CandidateId { get; init; }
        public int Version { get; init; }
        public string State { get; init; } = "";
        public int? Bonus { get; init; }
        public int? Total { get; init; }
        public DateOnly ReplacedOn { get; init; }
    }

    private sealed record MarkRow
    {
        public Guid CandidateId { get; init; }
        public int Version { get; init; }
        public string ComponentCode { get; init; } = "";
        public int Mark { get; init; }
    }
}

using Contracts.Enrollment;
using Enrollment.Features.Figures;
using Enrollment.Features.Learners;
using Enrollment.Rules;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace Enrollment.Features.TransferPlans;

/// <summary>The work plan for the transfer exam of a cohort. A draft is seen by its two institutions; what both approved is public (D7).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="FromInstitution">The institution of the vocational stages.</param>
/// <param name="ToInstitution">The institution of the undergraduate stage.</param>
/// <param name="Cohort">The year in which the cohort began that it is for; the two have one plan for it.</param>
/// <param name="Exam">What was agreed.</param>
/// <param name="Rounding">How a total is reckoned.</param>
/// <param name="State"><c>draft</c>, <c>agreed</c> (by both, and locked), <c>open</c> (to registration), <c>closed</c>, <c>published</c> or <c>final</c>.</param>
/// <param name="Sitting">The sitting that is prepared, under way or published, from 1; the resit is the second one (D9).</param>
/// <param name="Text">The canonical JSON (RFC 8785) of all that an approval is on.</param>
/// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal: what a registrar sends back to approve it.</param>
/// <param name="Approvals">The approvals of this text; an edit voids them.</param>
/// <param name="ResultsHash">SHA-256 of the sitting's results as they are entered; null before the first.</param>
/// <param name="Publications">Who has published these results; a change of a mark voids it.</param>
/// <param name="AppealsUntil">The last day on which a result of the sitting may be appealed against, once it is published.</param>
/// <param name="Finalisations">Who holds that the sitting's results are final; they are with both (D7).</param>
/// <param name="Version">Its ETag.</param>
public sealed record TransferPlan(
    Guid Id, string FromInstitution, string ToInstitution, int Cohort, TransferExam Exam, string Rounding, string State, int Sitting,
    string Text, string TextHash, IReadOnlyList<Approval> Approvals, string? ResultsHash, IReadOnlyList<Publication> Publications,
    DateOnly? AppealsUntil, IReadOnlyList<Finalisation> Finalisations, int Version) : IVersioned;

/// <param name="Institution">The institution whose registrar approved the text.</param>
/// <param name="ApprovedAt">When, UTC.</param>
public sealed record Approval(string Institution, DateTimeOffset ApprovedAt);

/// <param name="Institution">The institution whose registrar published the results.</param>
/// <param name="PublishedOn">The day that it gave; the results hold from the later one of the two days.</param>
public sealed record Publication(string Institution, DateOnly PublishedOn);

/// <param name="Institution">The institution whose registrar holds that the results are final.</param>
/// <param name="GivenOn">The business date on which that was said.</param>
public sealed record Finalisation(string Institution, DateOnly GivenOn);

internal sealed record TransferPlanRow
{
    public const string Columns =
        """
        seq, id, from_institution, to_institution, cohort, examined_by, bonus_max, pass_mark, resits, absence, gate_credits, appeal_days, state, sitting, revision, text, text_hash,
        results_revision, results_hash, results_on, version
        """;

    /// <summary>What the organisation in <c>@Org</c> may see.</summary>
    public const string Visible = "(state <> 'draft' OR from_institution = @Org OR to_institution = @Org)";

    public const string Draft = "draft";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string FromInstitution { get; init; } = "";
    public string ToInstitution { get; init; } = "";
    public int Cohort { get; init; }
    public string ExaminedBy { get; init; } = "";
    public int BonusMax { get; init; }
    public int PassMark { get; init; }
    public int Resits { get; init; }
    public string Absence { get; init; } = "";
    public int GateCredits { get; init; }
    public int AppealDays { get; init; }
    public string State { get; init; } = "";
    public int Sitting { get; init; }
    public int Revision { get; init; }
    public string Text { get; init; } = "";
    public string TextHash { get; init; } = "";
    public int ResultsRevision { get; init; }
    public string? ResultsHash { get; init; }

    /// <summary>The day from which the results that were published last hold.</summary>
    public DateOnly? ResultsOn { get; init; }
    public int Version { get; init; }

    public static Task<TransferPlanRow?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) =>
        reader.FindAsync<TransferPlanRow>("SELECT " + Columns + " FROM enrollment.transfer_plan WHERE id = @id AND " + Visible, new { id, caller.Org }, ct);

    /// <summary>The same, with nobody else changing the plan or its candidates before this transaction ends.</summary>
    public static async Task<TransferPlanRow?> HoldAsync(UnitOfWork work, Guid id, Caller caller)
    {
        await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET guard = guard + 1 WHERE id = @id", new { id });
        return await FindAsync(work, id, caller);
    }

    public static Task<TransferPlanRow> ReadAsync(IReader reader, Guid id) =>
        reader.SingleAsync<TransferPlanRow>("SELECT " + Columns + " FROM enrollment.transfer_plan WHERE id = @id", new { id });

    /// <summary>The day from which the results of the present sitting were published by both, whatever an appeal amended since; null before.</summary>
    public async Task<DateOnly?> PublishedOnAsync(IReader reader) => State is TransferPlanState.Published or TransferPlanState.Final
        ? await reader.FindAsync<DateOnly?>(
            "SELECT MAX(published_on) FROM enrollment.transfer_publication WHERE plan_id = @Id AND results_revision = @ResultsRevision", new { Id, ResultsRevision })
        : null;

    /// <summary>The plan of a learner's cohort, where there is one.</summary>
    public static Task<TransferPlanRow?> OfLearnerAsync(IReader reader, LearnerRow learner) => reader.FindAsync<TransferPlanRow>(
        "SELECT " + Columns + " FROM enrollment.transfer_plan WHERE from_institution = @Institution AND to_institution = @ToInstitution AND cohort = @Cohort",
        new { learner.Institution, learner.ToInstitution, learner.Cohort });

    /// <summary>The present state of all plans that both have approved, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<TransferPlanRow>("SELECT " + Columns + " FROM enrollment.transfer_plan WHERE seq > @after AND state <> 'draft' ORDER BY seq " + Db.Page, new { after, limit });
        var states = new List<PresentState>();
        foreach (var row in rows) states.Add(new PresentState(row.Seq, row.ResultsOn is null ? await row.ToApprovedAsync(work, now) : await row.ToPublishedAsync(work, now)));
        return states;
    }

    /// <summary>Whether it is one of the two institutions.</summary>
    public bool IsOf(string organisation) => organisation == FromInstitution || organisation == ToInstitution;

    public async Task<TransferPlanApprovedV1> ToApprovedAsync(IReader reader, DateTimeOffset now) => new() { OccurredAt = now, Plan = await CarriedAsync(reader) };

    public async Task<TransferResultPublishedV1> ToPublishedAsync(IReader reader, DateTimeOffset now) => new() { OccurredAt = now, Plan = await CarriedAsync(reader) };

    public async Task<TransferPlan> ShowAsync(IReader reader, CancellationToken ct = default) => (await ShowAsync(reader, [this], ct)).Single();

    public static async Task<IReadOnlyList<TransferPlan>> ShowAsync(IReader reader, IReadOnlyList<TransferPlanRow> rows, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var components = (await ComponentRow.OfAsync(reader, ids, ct)).ToLookup(row => row.PlanId);
        var places = (await reader.QueryAsync<PlaceRow>(
            "SELECT plan_id, articulation_id, places FROM enrollment.transfer_place WHERE plan_id IN @ids ORDER BY articulation_id", new { ids }, ct)).ToLookup(row => row.PlanId);
        var approvals = (await reader.QueryAsync<ApprovalRow>(
            """
            SELECT g.plan_id, g.institution, g.approved_at FROM enrollment.transfer_approval g JOIN enrollment.transfer_plan p ON p.id = g.plan_id AND p.revision = g.revision
            WHERE p.id IN @ids ORDER BY g.approved_at, g.institution
            """, new { ids }, ct)).ToLookup(row => row.PlanId);
        var publications = (await reader.QueryAsync<PublicationRow>(
            """
            SELECT g.plan_id, g.institution, g.published_on FROM enrollment.transfer_publication g JOIN enrollment.transfer_plan p ON p.id = g.plan_id AND p.results_revision = g.results_revision
            WHERE p.id IN @ids ORDER BY g.published_at, g.institution
            """, new { ids }, ct)).ToLookup(row => row.PlanId);
        var finalisations = (await reader.QueryAsync<FinalisationRow>(
            """
            SELECT f.plan_id, f.institution, f.given_on FROM enrollment.transfer_finalisation f
            JOIN enrollment.transfer_plan p ON p.id = f.plan_id AND p.sitting = f.sitting
            WHERE p.id IN @ids ORDER BY f.given_at, f.institution
            """, new { ids }, ct)).ToLookup(row => row.PlanId);
        return
        [
            .. rows.Select(row => new TransferPlan(
                row.Id, row.FromInstitution, row.ToInstitution, row.Cohort, row.ShowExam([.. components[row.Id]], places[row.Id]), ExamTotal.Rounding, row.State, row.Sitting,
                row.Text, row.TextHash, [.. approvals[row.Id].Select(given => new Approval(given.Institution, given.ApprovedAt))],
                row.ResultsHash, [.. publications[row.Id].Select(given => new Publication(given.Institution, given.PublishedOn))],
                row.AppealsUntil([.. publications[row.Id].Select(given => given.PublishedOn)]),
                [.. finalisations[row.Id].Select(given => new Finalisation(given.Institution, given.GivenOn))], row.Version)),
        ];
    }

    private DateOnly? AppealsUntil(IReadOnlyList<DateOnly> published) =>
        State is TransferPlanState.Published or TransferPlanState.Final && published.Count > 0 ? AppealPeriod.LastDay(published.Max(), AppealDays) : null;

    private TransferExam ShowExam(IReadOnlyList<ComponentRow> components, IEnumerable<PlaceRow> places) => new(
        [.. components.Select(component => new ExamComponent(component.Code, component.Name, component.Weight / (decimal)ComponentWeights.Whole))],
        BonusMax / 100m, PassMark / 100m, Resits, Absence, GateCredits, AppealDays, ExaminedBy,
        [.. components.Where(component => component.TieRank is not null).OrderBy(component => component.TieRank).Select(component => component.Code)],
        [.. places.Select(place => new ExamPlaces(place.ArticulationId, place.Places))]);

    private async Task<TransferPlanV1> CarriedAsync(IReader reader)
    {
        var result = await TransferPassRate.CountAsync(reader, Id, DateOnly.MaxValue, DateOnly.MaxValue);
        return new()
        {
            Id = Id,
            FromInstitution = FromInstitution,
            ToInstitution = ToInstitution,
            Cohort = Cohort,
            State = State,
            TextHash = TextHash,
            Sitting = Sitting,
            Passed = result.Numerator,
            Sat = result.Denominator,
            Version = Version,
        };
    }

    private sealed record PlaceRow
    {
        public Guid PlanId { get; init; }
        public Guid ArticulationId { get; init; }
        public int Places { get; init; }
    }

    private sealed record ApprovalRow
    {
        public Guid PlanId { get; init; }
        public string Institution { get; init; } = "";
        public DateTimeOffset ApprovedAt { get; init; }
    }

    private sealed record FinalisationRow
    {
        public Guid PlanId { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly GivenOn { get; init; }
    }

    private sealed record PublicationRow
    {
        public Guid PlanId { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly PublishedOn { get; init; }
    }
}

internal sealed record ComponentRow
{
    public Guid PlanId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>In ten-thousandths.</summary>
    public int Weight { get; init; }
    public int? TieRank { get; init; }

    public static Task<IReadOnlyList<ComponentRow>> OfAsync(IReader reader, IEnumerable<Guid> plans, CancellationToken ct = default) => reader.QueryAsync<ComponentRow>(
        "SELECT plan_id, code, name, weight, tie_rank FROM enrollment.transfer_component WHERE plan_id IN @plans ORDER BY plan_id, position", new { plans }, ct);
}

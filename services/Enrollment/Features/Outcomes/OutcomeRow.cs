using Contracts.Enrollment;
using Enrollment.Features.Figures;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using Kernel.Personal;
using MassTransit;

namespace Enrollment.Features.Outcomes;

/// <summary>Outcomes as they are stored: found, held while a command decides, and recorded once. Each version is a fact.</summary>
internal sealed record OutcomeRow
{
    /// <summary>All facts <c>f</c> of outcomes <c>o</c>, with the learner <c>l</c>.</summary>
    public const string Select =
        """
        SELECT o.seq, f.outcome_id, f.version, f.learner_id, f.kind, f.answer, f.employer, f.employer_kind, f.withdrawn, r.value AS reason,
            f.effective_on, f.recorded_at, f.superseded_on, l.state AS learner_state, l.since AS learner_since
        FROM enrollment.outcome o
        JOIN enrollment.outcome_fact f ON f.outcome_id = o.id
        JOIN enrollment.learner l ON l.id = o.learner_id
        LEFT JOIN enrollment.personal_value r ON r.id = f.reason_id
        """;

    public long Seq { get; init; }
    public Guid OutcomeId { get; init; }
    public int Version { get; init; }
    public Guid LearnerId { get; init; }
    public string Kind { get; init; } = "";
    public string Answer { get; init; } = "";
    public string? Employer { get; init; }
    public string? EmployerKind { get; init; }
    public bool Withdrawn { get; init; }

    /// <summary>Why this fact corrected the one before it.</summary>
    public string? Reason { get; init; }
    public DateOnly EffectiveOn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateOnly? SupersededOn { get; init; }
    public string LearnerState { get; init; } = "";
    public DateOnly LearnerSince { get; init; }

    /// <summary>An outcome of the learner, held: whoever holds the learner holds their outcomes.</summary>
    public static async Task<Outcome?> HoldAsync(UnitOfWork work, Learner learner, Guid id) => ToReplies(await work.QueryAsync<OutcomeRow>(
        $"""
        {Select}
        WHERE o.id = @id
            AND o.learner_id = @learner
        ORDER BY f.version
        """,
        new { id, learner = learner.Id })).SingleOrDefault();

    /// <summary>The standing outcome of a kind and a day; null if there is none.</summary>
    public static Task<Guid?> OfDayAsync(IReader reader, Guid learner, string kind, DateOnly on) => reader.FindAsync<Guid?>(
        $"""
        SELECT f.outcome_id
        FROM enrollment.outcome_fact f
        WHERE f.learner_id = @learner
            AND f.kind = @kind
            AND f.effective_on = @on
            AND f.withdrawn = 0
            AND f.superseded_on IS NULL
        ORDER BY f.seq {Db.Page}
        """,
        new { learner, kind, on, limit = 1 });

    /// <summary>Keeps a new outcome: the row, the fact, the audit and the event.</summary>
    public static async Task AddAsync(UnitOfWork work, IPublishEndpoint events, Outcome recorded, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.outcome (id, learner_id, kind, version, created_at)
            VALUES (@Id, @LearnerId, @Kind, @Version, @Now)
            """,
            new { recorded.Id, recorded.LearnerId, recorded.Kind, recorded.Version, act.Now });
        await FigureCounts.ChangeAsync(work, recorded.LearnerId, () => TellAsync(work, events, recorded, "recorded", act, null));
    }

    /// <summary>Records a correction: the fact before is superseded from now on, and stays readable.</summary>
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, Outcome next, Act act, string reason)
    {
        await work.ChangeAsync(
            "UPDATE enrollment.outcome SET version = @Version WHERE id = @Id AND version = @Version - 1", new { next.Id, next.Version });
        await FigureCounts.ChangeAsync(work, next.LearnerId, async () =>
        {
            await work.ChangeAsync(
                """
                UPDATE enrollment.outcome_fact
                SET superseded_on = @Today, superseded_at = @Now
                WHERE outcome_id = @Id AND version = @Version - 1 AND superseded_on IS NULL
                """,
                new { next.Id, next.Version, act.Today, act.Now });
            await TellAsync(work, events, next, next.Withdrawn ? "withdrawn" : "corrected", act, reason);
        });
    }

    /// <summary>The outcomes of facts, which are in the order of outcomes and versions.</summary>
    public static IReadOnlyList<Outcome> ToReplies(IEnumerable<OutcomeRow> facts) =>
        [.. facts.GroupBy(fact => fact.OutcomeId).Select(own => ToReply([.. own]))];

    /// <summary>The present state of all outcomes, for a service that catches up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var facts = await work.QueryAsync<OutcomeRow>(
            $"""
            {Select}
            WHERE o.seq > @after
                AND f.version = o.version
            ORDER BY o.seq {Db.Page}
            """,
            new { after, limit });
        return [.. facts.Select(fact =>
            new PresentState(fact.Seq, new OutcomeRecordedV1 { OccurredAt = now, Outcome = ToReply([fact]).ToEvent() }))];
    }

    private static async Task TellAsync(
        UnitOfWork work, IPublishEndpoint events, Outcome outcome, string action, Act act, string? reason)
    {
        var reasonId = await work.KeepAsync("outcome", outcome.Id, PersonalValues.Reason, reason, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.outcome_fact (
                outcome_id, version, learner_id, kind, answer, employer, employer_kind, withdrawn, reason_id, effective_on, recorded_on,
                recorded_at)
            VALUES (
                @Id, @Version, @LearnerId, @Kind, @Answer, @Employer, @EmployerKind, @Withdrawn, @reasonId, @On, @Today, @Now)
            """,
            new
            {
                outcome.Id,
                outcome.Version,
                outcome.LearnerId,
                outcome.Kind,
                outcome.Stated.Answer,
                outcome.Stated.Employer,
                outcome.Stated.EmployerKind,
                outcome.Withdrawn,
                reasonId,
                outcome.Stated.On,
                act.Today,
                act.Now,
            });
        await work.AuditAsync("outcome", outcome.Id, outcome.Version, action, act, reason);
        await events.Publish(new OutcomeRecordedV1 { OccurredAt = act.Now, Outcome = outcome.ToEvent() });
    }

    private static Outcome ToReply(IReadOnlyList<OutcomeRow> facts)
    {
        var now = facts[^1];
        return new()
        {
            Id = now.OutcomeId,
            LearnerId = now.LearnerId,
            Kind = now.Kind,
            Stated = now.ToStated(),
            Withdrawn = now.Withdrawn,
            Earlier = [.. facts.Zip(facts.Skip(1), (fact, next) =>
                new EarlierOutcome(fact.ToStated(), fact.RecordedAt, fact.SupersededOn!.Value, next.Reason!))],
            Risks = now.RestsOnGraduation() ? [] : [Outcome.NotGraduated],
            Version = now.Version,
            RecordedAt = now.RecordedAt,
        };
    }

    private bool RestsOnGraduation() =>
        Withdrawn || (LearnerState == Contracts.Enrollment.LearnerState.Graduated && LearnerSince <= EffectiveOn);

    private StatedOutcome ToStated() => new(EffectiveOn, Answer, Employer, EmployerKind);
}

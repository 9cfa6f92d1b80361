using FacultyCertification.Features.Applications;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.Decisions;

/// <summary>
/// A panel's decision on a teacher's application, as recorded. It never changes: a later one counts instead, and both stay readable (D43).
/// </summary>
public sealed record Decision : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The teacher.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The application; null for a decision recorded before applications were kept.</summary>
    public required Guid? ApplicationId { get; init; }

    /// <summary><c>granted</c> or <c>refused</c>.</summary>
    [OneOf(Decisions.Outcome.Granted, Decisions.Outcome.Refused)]
    public required string Outcome { get; init; }

    /// <summary><c>junior</c>, <c>intermediate</c> or <c>senior</c>. Null for some refusals from before applications were kept.</summary>
    [OneOf(typeof(Level))]
    public required string? Level { get; init; }

    /// <summary>The day of the panel's decision.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>The opaque identifiers of the panel's members.</summary>
    public required IReadOnlyList<string> Panel { get; init; }

    /// <summary>Their seats, in the same order: the ids under which a member's data are read and erased (D44).</summary>
    public required IReadOnlyList<Guid> Seats { get; init; }

    /// <summary>Their units, votes and reasons; none for a decision recorded before votes were kept.</summary>
    public required IReadOnlyList<Vote> Votes { get; init; }

    /// <summary>Why.</summary>
    public required string Grounds { get; init; }

    /// <summary>Its certificate, once issued.</summary>
    public required Guid? CertificateId { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    // The second version is the one with a certificate.
    int IVersioned.Version => CertificateId is null ? 1 : 2;

    /// <summary>The employment under which the teacher applied.</summary>
    internal Guid EmploymentId { get; init; }

    /// <summary>The place in the sequence of all decisions.</summary>
    internal long Seq { get; init; }

    internal static Decision Of(
        Application application, RecordDecision.Request request, string outcome, DateOnly on, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(),
            TeacherId = application.TeacherId,
            EmploymentId = application.EmploymentId,
            ApplicationId = application.Id,
            Outcome = outcome,
            Level = application.Level,
            DecidedOn = on,
            Panel = [.. request.Votes.Select(vote => vote.Member)],
            Seats = [.. request.Votes.Select(_ => Guid.CreateVersion7())],
            Votes = request.Votes,
            Grounds = request.Grounds,
            CertificateId = null,
            RecordedAt = now,
        };
}

/// <summary>What a panel can decide, as <see cref="Decision.Outcome"/> names it.</summary>
public static class Outcome
{
    public const string Granted = "granted";
    public const string Refused = "refused";
}

internal static class DecisionRow
{
    /// <summary>The kind of thing that a decision is, and that its members are.</summary>
    public const string Kind = "decision";
    public const string Member = "panel-member";

    public const string Select =
        """
        SELECT d.seq, d.id, d.teacher_id, d.employment_id, d.application_id, d.outcome, d.level, d.decided_on,
            COALESCE(g.value, '') AS grounds, c.id AS certificate_id, d.recorded_at
        FROM faculty.decision d
        LEFT JOIN faculty.certificate c ON c.decision_id = d.id
        LEFT JOIN faculty.personal_value g ON g.id = d.grounds_id
        """;

    /// <summary>An institution sees the decisions on its own employments of the teacher.</summary>
    public const string Visible =
        """
        d.employment_id IN (SELECT e.id FROM faculty.employment e WHERE e.teacher_id = @teacher AND e.institution = @Org)
        """;

    /// <summary>The decisions with their panels.</summary>
    public static async Task<IReadOnlyList<Decision>> AddPanelsAsync(
        IReader reader, IReadOnlyList<Decision> decisions, CancellationToken ct)
    {
        var rows = await reader.QueryAsync<MemberRow>(
            """
            SELECT m.id, m.decision_id, p.lookup AS member, m.unit, m.cast_vote, w.value AS reason, m.organisation
            FROM faculty.decision_member m
            LEFT JOIN faculty.personal_value p ON p.id = m.member_id
            LEFT JOIN faculty.personal_value w ON w.id = m.reason_id
            WHERE m.decision_id IN @ids
            ORDER BY m.seq
            """,
            new { ids = decisions.Select(decision => decision.Id) }, ct);
        var members = rows.ToLookup(row => row.DecisionId);
        return [.. decisions.Select(decision => decision with
        {
            Panel = [.. members[decision.Id].Select(row => row.Named)],
            Seats = [.. members[decision.Id].Select(row => row.Id)],
            Votes = [.. members[decision.Id].Where(row => row.CastVote is not null)
                .Select(row => new Vote(row.Named, row.CastVote!, row.Unit, row.Reason, row.Organisation))],
        })];
    }

    public static async Task AddAsync(UnitOfWork work, Decision decision, Act act)
    {
        var groundsId = await work.KeepAsync(Kind, decision.Id, "grounds", decision.Grounds, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.decision (
                id, teacher_id, employment_id, application_id, outcome, level, decided_on, grounds_id, recorded_at)
            VALUES (@Id, @TeacherId, @EmploymentId, @ApplicationId, @Outcome, @Level, @DecidedOn, @groundsId, @RecordedAt)
            """,
            new
            {
                decision.Id,
                decision.TeacherId,
                decision.EmploymentId,
                decision.ApplicationId,
                decision.Outcome,
                decision.Level,
                decision.DecidedOn,
                groundsId,
                decision.RecordedAt,
            });
        foreach (var (id, vote) in decision.Seats.Zip(decision.Votes))
        {
            // The vote is about the applicant, and the member is another person.
            var memberId = await work.KeepKeyAsync(Member, id, "member", vote.Member, act.Now);
            var reasonId = await work.KeepAsync(Kind, decision.Id, PersonalValues.Reason, vote.Reason, act.Now);
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.decision_member (id, decision_id, member_id, unit, cast_vote, reason_id, organisation)
                VALUES (@id, @decision, @memberId, @Unit, @Cast, @reasonId, @Organisation)
                """,
                new { id, decision = decision.Id, memberId, vote.Unit, vote.Cast, reasonId, vote.Organisation });
        }
    }

    private sealed record MemberRow
    {
        public Guid DecisionId { get; init; }
        public Guid Id { get; init; }
        public string? Member { get; init; }
        public string? Unit { get; init; }
        public string? CastVote { get; init; }
        public string? Reason { get; init; }
        public string? Organisation { get; init; }

        // A member whose data were erased is nobody in particular any more, and the vote stays (D44).
        public string Named => Member ?? $"{Id:N}";
    }
}

using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace Enrollment.Features.Learners;

/// <summary>
/// A learner, seen by the registrars of both institutions of the articulation, and by the learner: by the token of the institution that enrolled
/// them, and by the university's from the transfer on (D5). No name is kept.
/// </summary>
/// <param name="Id">The learner's identity on the platform.</param>
/// <param name="Institution">The institution that the learner is enrolled at.</param>
/// <param name="StudentNumber">The learner's number there; never given twice.</param>
/// <param name="Person">The opaque identifier in the learner's own tokens, where there is one.</param>
/// <param name="BirthDate">The learner's birth date.</param>
/// <param name="Cohort">The year in which the learner's cohort began.</param>
/// <param name="ArticulationId">What the learner is enrolled on.</param>
/// <param name="Major">The code of the major of the present stage.</param>
/// <param name="ToInstitution">The institution of the undergraduate stage.</param>
/// <param name="ToMajor">The code of the undergraduate major.</param>
/// <param name="Stage">The present stage of the pathway, from 1.</param>
/// <param name="State"><c>enrolled</c>, <c>on-leave</c>, <c>transfer-ready</c>, <c>transferred</c>, <c>graduated</c>, <c>completed-associate</c> or <c>withdrawn</c> (D5).</param>
/// <param name="Since">The day from which that is the state.</param>
/// <param name="StageBeganOn">The day on which the present stage began.</param>
/// <param name="PresentInstitution">The institution that teaches the present stage: the one of the undergraduate stage from the transfer on. Its registrars record what becomes of the learner.</param>
/// <param name="EnrolledOn">The day of enrolment.</param>
/// <param name="WithdrawnOn">The first day on which a learner who has left is no learner any more.</param>
/// <param name="WithdrawalReason">Why the learner has left.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Learner(
    Guid Id, string Institution, string StudentNumber, string? Person, DateOnly BirthDate, int Cohort, Guid ArticulationId, string Major, string ToInstitution, string ToMajor,
    int Stage, string State, DateOnly Since, DateOnly StageBeganOn, string PresentInstitution, DateOnly EnrolledOn, DateOnly? WithdrawnOn, string? WithdrawalReason, int Version) : IVersioned;

internal sealed record LearnerRow
{
    /// <summary>Learners <c>l</c> with their articulations <c>a</c>.</summary>
    public const string Select =
        """
        SELECT l.seq, l.id, l.institution, l.student_number, l.person, l.birth_date, l.cohort, l.articulation_id, l.major, a.to_institution, a.to_major,
            a.pathway_code, l.stage, l.state, l.since, l.stage_began_on, l.present_institution, l.enrolled_on, l.withdrawn_on, l.withdrawal_reason, l.version
        FROM enrollment.learner l JOIN enrollment.articulation a ON a.id = l.articulation_id
        """;

    /// <summary>What the caller may see; the parameters are a <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        """
        ((@IsRegistrar = 1 AND (l.institution = @Org OR a.to_institution = @Org))
            OR (@IsLearner = 1 AND l.person = @Person AND (l.institution = @Org OR l.present_institution = @Org)))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Institution { get; init; } = "";
    public string StudentNumber { get; init; } = "";
    public string? Person { get; init; }
    public DateOnly BirthDate { get; init; }
    public int Cohort { get; init; }
    public Guid ArticulationId { get; init; }
    public string Major { get; init; } = "";
    public string ToInstitution { get; init; } = "";
    public string ToMajor { get; init; } = "";
    public string PathwayCode { get; init; } = "";
    public int Stage { get; init; }
    public string State { get; init; } = "";
    public DateOnly Since { get; init; }
    public DateOnly StageBeganOn { get; init; }
    public string PresentInstitution { get; init; } = "";
    public DateOnly EnrolledOn { get; init; }
    public DateOnly? WithdrawnOn { get; init; }
    public string? WithdrawalReason { get; init; }
    public int Version { get; init; }

    public static Task<LearnerRow?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default)
    {
        var viewer = Viewer.Of(caller);
        return reader.FindAsync<LearnerRow>(Select + " WHERE l.id = @id AND " + Visible, new { id, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner }, ct);
    }

    /// <summary>The same, with nobody else changing the learner before this transaction ends.</summary>
    public static async Task<LearnerRow?> HoldAsync(UnitOfWork work, Guid id, Caller caller)
    {
        await work.ExecuteAsync("UPDATE enrollment.learner SET guard = guard + 1 WHERE id = @id", new { id });
        return await FindAsync(work, id, caller);
    }

    public static Task<LearnerRow> ReadAsync(IReader reader, Guid id) => reader.SingleAsync<LearnerRow>(Select + " WHERE l.id = @id", new { id });

    /// <summary>What each change of a learner leaves behind: the fact with the day from which it holds, the audit row, and the event.</summary>
    /// <returns>The learner after it.</returns>
    public static async Task<LearnerRow> RecordAsync(UnitOfWork work, IPublishEndpoint events, Guid id, string fact, Caller caller, DateTimeOffset now, string? reason = null)
    {
        var row = await ReadAsync(work, id);
        await work.ExecuteAsync(
            "INSERT INTO enrollment.learner_fact (learner_id, version, fact, stage, effective_on, recorded_at) VALUES (@Id, @Version, @fact, @Stage, @Since, @now)",
            new { row.Id, row.Version, fact, row.Stage, row.Since, now });
        await work.AuditAsync("learner", id, row.Version, fact, caller, reason);
        await events.Publish(row.ToEvent(fact, now));
        return row;
    }

    /// <summary>The present state of all learners, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<LearnerRow>(Select + " WHERE l.seq > @after ORDER BY l.seq " + Db.Page, new { after, limit });
        return [.. rows.Select(row => new PresentState(row.Seq, row.ToEvent(LearnerFact.Of(row.State), now)))];
    }

    public Learner Show() => new(
        Id, Institution, StudentNumber, Person, BirthDate, Cohort, ArticulationId, Major, ToInstitution, ToMajor,
        Stage, State, Since, StageBeganOn, PresentInstitution, EnrolledOn, WithdrawnOn, WithdrawalReason, Version);

    private object ToEvent(string fact, DateTimeOffset now) => fact switch
    {
        LearnerFact.Enrolled => new LearnerEnrolledV1 { OccurredAt = now, Learner = Carried() },
        LearnerFact.StageCompleted => new LearnerStageCompletedV1 { OccurredAt = now, Learner = Carried() },
        LearnerFact.WentOnLeave => new LearnerWentOnLeaveV1 { OccurredAt = now, Learner = Carried() },
        LearnerFact.Returned => new LearnerReturnedV1 { OccurredAt = now, Learner = Carried() },
        LearnerFact.Transferred => new LearnerTransferredV1 { OccurredAt = now, Learner = Carried() },
        LearnerFact.Graduated => new LearnerGraduatedV1 { OccurredAt = now, Learner = Carried() },
        LearnerFact.CompletedAssociate => new LearnerCompletedAssociateV1 { OccurredAt = now, Learner = Carried() },
        _ => new LearnerWithdrawnV1 { OccurredAt = now, Learner = Carried() },
    };

    private LearnerV1 Carried() => new()
    {
        Id = Id,
        Institution = Institution,
        Person = Person,
        BirthDate = BirthDate,
        ArticulationId = ArticulationId,
        Major = Major,
        Cohort = Cohort,
        Stage = Stage,
        StageBeganOn = StageBeganOn,
        State = State,
        Since = Since,
        PresentInstitution = PresentInstitution,
        Version = Version,
    };
}

/// <summary>What can happen to a learner (D5).</summary>
internal static class LearnerFact
{
    public const string Enrolled = "enrolled";
    public const string StageCompleted = "stage-completed";
    public const string WentOnLeave = "went-on-leave";
    public const string Returned = "returned";
    public const string Transferred = "transferred";
    public const string Graduated = "graduated";
    public const string CompletedAssociate = "completed-associate";
    public const string Withdrawn = "withdrawn";

    /// <summary>The fact that tells a state to somebody who has heard of none before.</summary>
    public static string Of(string state) => state switch
    {
        LearnerState.OnLeave => WentOnLeave,
        LearnerState.TransferReady => StageCompleted,
        _ => state,
    };
}

/// <summary>By what right a caller sees learners: as a registrar of one of the two institutions, or as the learner.</summary>
internal sealed record Viewer(string Org, string Person, bool IsRegistrar, bool IsLearner)
{
    public static Viewer Of(Caller caller) => new(caller.Org, caller.Person, caller.Is(Roles.Registrar), caller.Is(Roles.Learner));
}

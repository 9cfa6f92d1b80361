using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace Enrollment.Features.Learners;

/// <summary>A learner, seen by the registrars of both institutions of the articulation, and by the learner. No name is kept.</summary>
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
/// <param name="State"><c>enrolled</c> or <c>withdrawn</c> (D5).</param>
/// <param name="EnrolledOn">The day of enrolment.</param>
/// <param name="WithdrawnOn">The first day on which a learner who has left is no learner any more.</param>
/// <param name="WithdrawalReason">Why the learner has left.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Learner(
    Guid Id, string Institution, string StudentNumber, string? Person, DateOnly BirthDate, int Cohort, Guid ArticulationId, string Major, string ToInstitution, string ToMajor,
    int Stage, string State, DateOnly EnrolledOn, DateOnly? WithdrawnOn, string? WithdrawalReason, int Version) : IVersioned;

internal sealed record LearnerRow
{
    /// <summary>Learners <c>l</c> with their articulations <c>a</c>.</summary>
    public const string Select =
        """
        SELECT l.seq, l.id, l.institution, l.student_number, l.person, l.birth_date, l.cohort, l.articulation_id, l.major, a.to_institution, a.to_major,
            l.stage, l.state, l.enrolled_on, l.withdrawn_on, l.withdrawal_reason, l.version
        FROM enrollment.learner l JOIN enrollment.articulation a ON a.id = l.articulation_id
        """;

    /// <summary>What the caller may see; the parameters are a <see cref="Viewer"/>'s.</summary>
    public const string Visible = "((@IsRegistrar = 1 AND (l.institution = @Org OR a.to_institution = @Org)) OR (@IsLearner = 1 AND l.person = @Person AND l.institution = @Org))";

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
    public int Stage { get; init; }
    public string State { get; init; } = "";
    public DateOnly EnrolledOn { get; init; }
    public DateOnly? WithdrawnOn { get; init; }
    public string? WithdrawalReason { get; init; }
    public int Version { get; init; }

    public static Task<LearnerRow?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default)
    {
        var viewer = Viewer.Of(caller);
        return reader.FindAsync<LearnerRow>(Select + " WHERE l.id = @id AND " + Visible, new { id, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner }, ct);
    }

    public static Task<LearnerRow> ReadAsync(IReader reader, Guid id) => reader.SingleAsync<LearnerRow>(Select + " WHERE l.id = @id", new { id });

    /// <summary>The present state of all learners, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<LearnerRow>(Select + " WHERE l.seq > @after ORDER BY l.seq " + Db.Page, new { after, limit });
        return [.. rows.Select(row => new PresentState(row.Seq, row.ToFact(now)))];
    }

    public Learner Show() => new(
        Id, Institution, StudentNumber, Person, BirthDate, Cohort, ArticulationId, Major, ToInstitution, ToMajor, Stage, State, EnrolledOn, WithdrawnOn, WithdrawalReason, Version);

    /// <summary>The fact that made the present state.</summary>
    public object ToFact(DateTimeOffset now) => State == "enrolled"
        ? new LearnerEnrolledV1 { OccurredAt = now, Learner = Carried() }
        : new LearnerWithdrawnV1 { OccurredAt = now, Learner = Carried() };

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
        State = State,
        Version = Version,
    };
}

/// <summary>By what right a caller sees learners: as a registrar of one of the two institutions, or as the learner.</summary>
internal sealed record Viewer(string Org, string Person, bool IsRegistrar, bool IsLearner)
{
    public static Viewer Of(Caller caller) => new(caller.Org, caller.Person, caller.Is(Roles.Registrar), caller.Is(Roles.Learner));
}

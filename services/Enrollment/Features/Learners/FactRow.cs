using Contracts.Enrollment;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>A fact of a learner as it is stored: what holds from its day on.</summary>
internal sealed record FactRow
{
    public int Version { get; init; }
    public string Fact { get; init; } = "";
    public string State { get; init; } = "";
    public int Stage { get; init; }
    public int Cohort { get; init; }
    public string? Class { get; init; }
    public Guid ArticulationId { get; init; }
    public string Institution { get; init; } = "";
    public string PresentInstitution { get; init; } = "";
    public string Major { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }

    // The major of a stage is that of its owner in the articulation.
    private const string FromFacts =
        """
        FROM enrollment.learner_fact f
        INNER JOIN enrollment.articulation a ON a.id = f.articulation_id
        INNER JOIN enrollment.pathway_stage s ON s.pathway_code = a.pathway_code AND s.position = f.stage
        INNER JOIN enrollment.articulation_owner o ON o.articulation_id = a.id AND o.owner = s.taught_by
        """;

    /// <summary>Whether it began a state (D5). A new class, person or major goes on with the same state.</summary>
    public bool BeganState(FactRow? before) => before is null || before.State != State || before.Stage != Stage
        || Fact is not (LearnerFact.ClassChanged or LearnerFact.PersonChanged or LearnerFact.MajorChanged or LearnerFact.YearRepeated);

    /// <summary>The facts of a learner that stand, in their order.</summary>
    public static Task<IReadOnlyList<FactRow>> StandingAsync(IReader reader, Guid learner, CancellationToken ct = default) =>
        reader.QueryAsync<FactRow>(
            $"""
            SELECT f.version, f.fact, f.state, f.stage, f.cohort, f.class, f.articulation_id, f.institution, f.present_institution, o.major,
                f.effective_on
            {FromFacts}
            WHERE f.learner_id = @learner
                AND f.superseded_at IS NULL
            ORDER BY f.effective_on, f.version
            """,
            new { learner }, ct);

    /// <summary>The standing facts of those of these learners whose record was ever corrected or erased, for each in their order.</summary>
    public static async Task<ILookup<Guid, LearnerFactV1>> CorrectedAsync(IReader reader, IReadOnlyList<Guid> learners) =>
        (await reader.QueryAsync<ToldRow>(
            $"""
            SELECT f.learner_id, f.version, f.state, f.stage, f.present_institution, o.major, f.effective_on
            {FromFacts}
            WHERE f.learner_id IN @learners
                AND f.superseded_at IS NULL
                AND (EXISTS (SELECT 1 FROM enrollment.learner_correction c WHERE c.learner_id = f.learner_id)
                    OR EXISTS (SELECT 1 FROM enrollment.learner l WHERE l.id = f.learner_id AND l.erased_on IS NOT NULL))
            ORDER BY f.learner_id, f.effective_on, f.version
            """,
            new { learners })).ToLookup(row => row.LearnerId, row => row.ToEvent());

    /// <summary>From now on, this fact no longer stands (D43).</summary>
    public Task SupersedeAsync(UnitOfWork work, Guid learner, Act act) => work.ChangeAsync(
        """
        UPDATE enrollment.learner_fact
        SET superseded_on = @Today, superseded_at = @Now
        WHERE learner_id = @learner AND version = @Version AND superseded_at IS NULL
        """,
        new { learner, Version, act.Today, act.Now });

    /// <summary>Adds it in the place of one with the same version that a correction superseded.</summary>
    public Task AddAsync(UnitOfWork work, Guid learner, int recordedVersion, Act act) => work.ExecuteAsync(
        """
        INSERT INTO enrollment.learner_fact (
            learner_id, version, recorded_version, fact, state, stage, cohort, class, articulation_id, institution,
            present_institution, effective_on, recorded_on, recorded_at)
        VALUES (
            @learner, @Version, @recordedVersion, @Fact, @State, @Stage, @Cohort, @Class, @ArticulationId, @Institution,
            @PresentInstitution, @EffectiveOn, @Today, @Now)
        """,
        new
        {
            learner,
            Version,
            recordedVersion,
            Fact,
            State,
            Stage,
            Cohort,
            Class,
            ArticulationId,
            Institution,
            PresentInstitution,
            EffectiveOn,
            act.Today,
            act.Now,
        });

    public static FactRow Of(Learner learner, string fact) => new()
    {
        Version = learner.Version,
        Fact = fact,
        State = learner.State,
        Stage = learner.Stage,
        Cohort = learner.Cohort,
        Class = learner.Class,
        ArticulationId = learner.ArticulationId,
        Institution = learner.Institution,
        PresentInstitution = learner.PresentInstitution,
        Major = learner.Major,
        EffectiveOn = learner.ChangedOn,
    };

    public LearnerFactV1 ToEvent() => new()
    {
        Version = Version,
        EffectiveOn = EffectiveOn,
        State = State,
        Stage = Stage,
        PresentInstitution = PresentInstitution,
        Major = Major,
    };

    private sealed record ToldRow
    {
        public Guid LearnerId { get; init; }
        public int Version { get; init; }
        public string State { get; init; } = "";
        public int Stage { get; init; }
        public string PresentInstitution { get; init; } = "";
        public string Major { get; init; } = "";
        public DateOnly EffectiveOn { get; init; }

        public LearnerFactV1 ToEvent() => new()
        {
            Version = Version,
            EffectiveOn = EffectiveOn,
            State = State,
            Stage = Stage,
            PresentInstitution = PresentInstitution,
            Major = Major,
        };
    }
}

using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Figures;

/// <summary>Whom a figure is about, and at which two times (D41).</summary>
/// <param name="Measure">One of <see cref="Figures.Measure"/>.</param>
/// <param name="Institution">The institution that enrolled the learners, or to which they were transferred.</param>
/// <param name="Articulation">Their articulation.</param>
/// <param name="Cohort">Their cohort.</param>
/// <param name="Class">Their class at the institution.</param>
/// <param name="AsOf">The day on which it holds.</param>
/// <param name="KnownOn">It uses the records known on this day.</param>
internal sealed record FigureGroup(
    string Measure, string? Institution, Guid? Articulation, int? Cohort, string? Class, DateOnly AsOf, DateOnly KnownOn)
{
    /// <summary>Why there is no such figure; null if there is.</summary>
    public async Task<Refusal?> WhyNotAsync(IReader reader, DateOnly today, CancellationToken ct = default)
    {
        if (AsOf > today) return Problems.AsOfInFuture(AsOf, today);
        if (KnownOn > today) return Problems.KnownOnInFuture(KnownOn, today);
        if (Institution is null && Articulation is null) return Problems.GroupMissing();
        if (Class is not null && Institution is null) return Problems.ClassOfNoInstitution(Class);
        if (Articulation is { } id && await WhyNotOfAsync(reader, id, ct) is { } refused) return refused;
        if (Institution is not { } code) return null;
        var kinds = await reader.QueryAsync<string>("SELECT kind FROM enrollment.organisation WHERE code = @code", new { code }, ct);
        if (kinds.Count == 0) return CommonProblems.NotFound();
        if (!OrganisationKind.IsInstitution(kinds[0])) return Problems.NotAnInstitution(code, kinds[0]);
        return Class is null || await IsClassAsync(reader, ct) ? null : Problems.NoSuchClass(Class, code);
    }

    /// <summary>Whether it is about learners of the organisation: its own, or those of an articulation that it teaches a part of.</summary>
    public async Task<bool> IsOfAsync(IReader reader, string organisation, CancellationToken ct = default) => Articulation is not { } id
        ? Institution == organisation
        : (await OwnersAsync(reader, id, ct)).Contains(organisation);

    // A figure of an articulation that is not the institution's would be empty, and look like a fact.
    private async Task<Refusal?> WhyNotOfAsync(IReader reader, Guid articulation, CancellationToken ct)
    {
        var owners = await OwnersAsync(reader, articulation, ct);
        if (owners.Count == 0) return CommonProblems.NotFound();
        return Institution is null || owners.Contains(Institution)
            ? null
            : Problems.ArticulationOfOthers(articulation, Institution, owners);
    }

    private static Task<IReadOnlyList<string>> OwnersAsync(IReader reader, Guid articulation, CancellationToken ct) =>
        reader.QueryAsync<string>(
            "SELECT institution FROM enrollment.articulation_owner WHERE articulation_id = @articulation ORDER BY position",
            new { articulation }, ct);

    private async Task<bool> IsClassAsync(IReader reader, CancellationToken ct) => await reader.SingleAsync<int>(
        """
        SELECT CASE WHEN EXISTS (
            SELECT 1
            FROM enrollment.learner_fact f
            WHERE f.class = @class
                AND (f.institution = @institution OR f.present_institution = @institution)) THEN 1 ELSE 0 END AS is_known
        """,
        new { @class = Class, institution = Institution }, ct) == 1;

    /// <summary>How many learners give each answer.</summary>
    public async Task<FigureCount> CountAsync(IReader reader, CancellationToken ct = default)
    {
        var isKept = Articulation is null && Class is null && await FigureCounts.AreCompleteAsync(reader, ct);
        var answers = Measure switch
        {
            _ when isKept => await reader.QueryAsync<Answered>(FigureCounts.OfInstitution, Parameters, ct),
            Figures.Measure.Progression => await reader.QueryAsync<Answered>(
                $"SELECT a.answer, COUNT(*) AS learners FROM ({Figures.Measure.OfProgression}) a GROUP BY a.answer", Parameters, ct),
            Figures.Measure.PassRate => await reader.QueryAsync<Answered>(
                $"SELECT a.answer, COUNT(*) AS learners FROM ({Figures.Measure.OfPassRate}) a GROUP BY a.answer", Parameters, ct),
            _ => await reader.QueryAsync<Answered>(
                $"SELECT a.answer, COUNT(*) AS learners FROM ({Figures.Measure.OfOutcomes}) a GROUP BY a.answer", Parameters, ct),
        };
        return FigureCount.Of(answers.ToDictionary(answer => answer.Answer, answer => answer.Learners));
    }

    /// <summary>The learners behind the figure, each with the answer.</summary>
    public Task<IReadOnlyList<LearnerBehind>> LearnersAsync(IReader reader) => Measure switch
    {
        Figures.Measure.Progression => reader.QueryAsync<LearnerBehind>(Figures.Measure.OfProgression, Parameters),
        Figures.Measure.PassRate => reader.QueryAsync<LearnerBehind>(Figures.Measure.OfPassRate, Parameters),
        _ => reader.QueryAsync<LearnerBehind>(Figures.Measure.OfOutcomes, Parameters),
    };

    private object Parameters => new
    {
        measure = Measure,
        institution = Institution,
        articulation = Articulation,
        cohort = Cohort,
        @class = Class,
        byClass = Class,
        byArticulation = Class is null ? Articulation : null,
        byInstitution = Class is null && Articulation is null ? Institution : null,
        firstCohort = Cohort ?? 0,
        lastCohort = Cohort ?? int.MaxValue,
        asOf = AsOf,
        knownOn = KnownOn,
    };

    private sealed record Answered
    {
        public string Answer { get; init; } = "";
        public int Learners { get; init; }
    }
}

/// <summary>A learner behind a figure.</summary>
internal sealed record LearnerBehind
{
    public Guid LearnerId { get; init; }

    /// <summary><c>yes</c>, <c>no</c>, <c>unknown</c>, or <c>none</c> where nothing is recorded.</summary>
    public string Answer { get; init; } = "";
}

/// <summary>How many learners said yes, no and unknown, and of how many nothing is recorded.</summary>
internal sealed record FigureCount(int Yes, int No, int Unknown, int None)
{
    public int Denominator => Yes + No + Unknown + None;

    public static FigureCount Of(IReadOnlyDictionary<string, int> answers) => new(
        answers.GetValueOrDefault("yes"), answers.GetValueOrDefault("no"), answers.GetValueOrDefault("unknown"),
        answers.GetValueOrDefault("none"));
}

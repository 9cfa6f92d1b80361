namespace Enrollment.Features.Figures;

/// <summary>
/// What a figure of learners measures (D41). Who answers yes is in the numerator, and everybody counted in the denominator.
/// </summary>
internal static class Measure
{
    /// <summary>Of all learners, those who reached the undergraduate stage.</summary>
    public const string Progression = "progression";

    /// <summary>Of the learners with a published result that counts, those whose last one is a pass (D9).</summary>
    public const string PassRate = "pass-rate";

    /// <summary>Of the graduates, those who went on to further study (S6).</summary>
    public const string FurtherStudy = Contracts.Enrollment.OutcomeKind.FurtherStudy;

    /// <summary>Of the graduates, those who are employed (S7).</summary>
    public const string Employment = Contracts.Enrollment.OutcomeKind.Employment;

    // Whoever was in the group at some time. Which branch is empty decides the parameters, so each is one search in an index.
    private const string EverInGroup =
        """
        SELECT g.learner_id
        FROM enrollment.learner_fact g
        WHERE g.class = @byClass
        UNION ALL
        SELECT g.learner_id
        FROM enrollment.learner_fact g
        WHERE g.articulation_id = @byArticulation AND g.cohort BETWEEN @firstCohort AND @lastCohort
        UNION ALL
        SELECT g.learner_id
        FROM enrollment.learner_fact g
        WHERE g.institution = @byInstitution AND g.cohort BETWEEN @firstCohort AND @lastCohort
        UNION ALL
        SELECT g.learner_id
        FROM enrollment.learner_fact g
        WHERE g.present_institution = @byInstitution AND g.cohort BETWEEN @firstCohort AND @lastCohort
        """;

    // The one shape of all figures: the last fact that held on the day and was known on the other day, and superseded only later.
    private const string Learners =
        $"""
        SELECT f.learner_id, f.state, f.cohort, f.class, f.articulation_id, f.institution, f.present_institution,
            ROW_NUMBER() OVER (PARTITION BY f.learner_id ORDER BY f.effective_on DESC, f.version DESC, f.seq DESC) AS place
        FROM enrollment.learner_fact f
        WHERE f.learner_id IN ({EverInGroup})
            AND f.effective_on <= @asOf
            AND f.recorded_on <= @knownOn
            AND (f.superseded_on IS NULL OR f.superseded_on > @knownOn)
        """;

    private const string Outcomes =
        $"""
        SELECT o.learner_id, o.answer,
            ROW_NUMBER() OVER (PARTITION BY o.learner_id ORDER BY o.effective_on DESC, o.seq DESC) AS place
        FROM enrollment.outcome_fact o
        WHERE o.learner_id IN ({EverInGroup})
            AND o.kind = @measure
            AND o.withdrawn = 0
            AND o.effective_on <= @asOf
            AND o.recorded_on <= @knownOn
            AND (o.superseded_on IS NULL OR o.superseded_on > @knownOn)
        """;

    // The learners of a university's exams, too, who never came to it.
    private const string EverExamined =
        $"""
        {EverInGroup}
        UNION ALL
        SELECT x.learner_id
        FROM enrollment.transfer_plan v
        JOIN enrollment.transfer_result x ON x.plan_id = v.id
        WHERE v.to_institution = @byInstitution AND v.cohort BETWEEN @firstCohort AND @lastCohort
        """;

    // A corrected result has a later version at the same sitting. Absence that does not count is no result.
    private const string Results =
        $"""
        SELECT c.plan_id, c.candidate_id, c.learner_id, c.outcome,
            ROW_NUMBER() OVER (PARTITION BY c.learner_id ORDER BY c.effective_on DESC, c.sitting DESC, c.seq DESC) AS place
        FROM (
            SELECT r.seq, r.plan_id, r.candidate_id, r.learner_id, r.sitting, r.outcome, r.effective_on,
                ROW_NUMBER() OVER (PARTITION BY r.candidate_id ORDER BY r.effective_on DESC, r.version DESC) AS place
            FROM enrollment.transfer_result r
            WHERE r.learner_id IN ({EverExamined})
                AND r.effective_on <= @asOf
                AND r.recorded_on <= @knownOn) c
        WHERE c.place = 1
            AND c.outcome <> 'absent'
        """;

    private const string InGroup =
        """
        s.place = 1
            AND (@institution IS NULL OR s.institution = @institution OR s.present_institution = @institution)
            AND (@articulation IS NULL OR s.articulation_id = @articulation)
            AND (@cohort IS NULL OR s.cohort = @cohort)
            AND (@class IS NULL OR s.class = @class)
        """;

    /// <summary>Each learner of <see cref="Progression"/>, with the answer.</summary>
    public const string OfProgression =
        $"""
        SELECT s.learner_id, CASE WHEN s.present_institution = a.to_institution THEN 'yes' ELSE 'no' END AS answer
        FROM ({Learners}) s
        JOIN enrollment.articulation a ON a.id = s.articulation_id
        WHERE {InGroup}
        """;

    /// <summary>Each graduate of <see cref="FurtherStudy"/> or <see cref="Employment"/>; <c>none</c> where nothing is recorded.</summary>
    public const string OfOutcomes =
        $"""
        SELECT s.learner_id, COALESCE(w.answer, 'none') AS answer
        FROM ({Learners}) s
        LEFT JOIN ({Outcomes}) w ON w.learner_id = s.learner_id AND w.place = 1
        WHERE s.state = 'graduated'
            AND {InGroup}
        """;

    /// <summary>Each learner of <see cref="PassRate"/>, in the cohort and on the articulation of the exam that they last sat.</summary>
    public const string OfPassRate =
        $"""
        SELECT w.learner_id, CASE WHEN w.outcome = 'passed' THEN 'yes' ELSE 'no' END AS answer
        FROM ({Results}) w
        JOIN enrollment.transfer_plan p ON p.id = w.plan_id
        JOIN enrollment.transfer_candidate k ON k.id = w.candidate_id
        LEFT JOIN ({Learners}) s ON s.learner_id = w.learner_id AND s.place = 1
        WHERE w.place = 1
            AND (@institution IS NULL OR p.from_institution = @institution OR p.to_institution = @institution)
            AND (@articulation IS NULL OR k.articulation_id = @articulation)
            AND (@cohort IS NULL OR p.cohort = @cohort)
            AND (@class IS NULL OR s.class = @class)
        """;
}

using Kernel.Data;

namespace Enrollment.Features.Figures;

/// <summary>A row of the kept counts: where learners count, from which day on, and known from which day on.</summary>
internal sealed record FigureCountKey(CountedPlace Place, DateOnly EffectiveOn, DateOnly KnownOn);

/// <summary>
/// The kept counts of each institution and cohort (D41). A figure is their sum up to both of its days, so it reads days and not learners.
/// </summary>
internal static class FigureCounts
{
    /// <summary>The answers of an institution's learners, of one cohort or of all.</summary>
    public const string OfInstitution =
        """
        SELECT answer, SUM(learners) AS learners
        FROM enrollment.figure_count
        WHERE institution = @institution
            AND measure = @measure
            AND cohort BETWEEN @firstCohort AND @lastCohort
            AND effective_on <= @asOf
            AND known_on <= @knownOn
        GROUP BY answer
        """;

    /// <summary>Makes a change of what figures count of a learner, and changes the counts with it.</summary>
    public static async Task ChangeAsync(UnitOfWork work, Guid learner, Func<Task> change)
    {
        // Held, so that no other change of the learner comes between the two readings.
        await work.FindAsync<Guid?>("SELECT id FROM enrollment.learner WHERE id = @learner", new { learner });
        var wasCounted = await work.ExecuteAsync(
            "DELETE FROM enrollment.uncounted_learner WHERE learner_id = @learner", new { learner }) == 0;
        var before = wasCounted ? await CountedCourse.OfAsync(work, learner) : CountedCourse.None;
        await change();
        await AddAsync(work, before, await CountedCourse.OfAsync(work, learner));
    }

    /// <summary>Adds what a course counts now, less what it counted before.</summary>
    public static async Task AddAsync(UnitOfWork work, CountedCourse before, CountedCourse after)
    {
        var changes = after.Counts();
        foreach (var (key, number) in before.Counts()) changes[key] = changes.GetValueOrDefault(key) - number;
        // In one order, so that two transactions do not wait for each other.
        foreach (var ((place, effectiveOn, knownOn), number) in changes.Where(count => count.Value != 0)
            .OrderBy(count => count.Key.Place.Institution, StringComparer.Ordinal)
            .ThenBy(count => count.Key.Place.Measure, StringComparer.Ordinal).ThenBy(count => count.Key.Place.Cohort)
            .ThenBy(count => count.Key.EffectiveOn).ThenBy(count => count.Key.KnownOn)
            .ThenBy(count => count.Key.Place.Answer, StringComparer.Ordinal))
        {
            await work.UpsertNewerAsync(
                """
                UPDATE enrollment.figure_count
                SET learners = learners + @number
                WHERE institution = @Institution
                    AND measure = @Measure
                    AND cohort = @Cohort
                    AND effective_on = @effectiveOn
                    AND known_on = @knownOn
                    AND answer = @Answer
                """,
                """
                INSERT INTO enrollment.figure_count (institution, measure, cohort, effective_on, known_on, answer, learners)
                VALUES (@Institution, @Measure, @Cohort, @effectiveOn, @knownOn, @Answer, @number)
                """,
                new { place.Institution, place.Measure, place.Cohort, place.Answer, effectiveOn, knownOn, number });
        }
    }

    /// <summary>Whether the facts of all learners are counted: not while the sweep still counts earlier ones.</summary>
    public static async Task<bool> AreCompleteAsync(IReader reader, CancellationToken ct) => await reader.SingleAsync<int>(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM enrollment.uncounted_learner) THEN 0 ELSE 1 END AS complete", ct: ct) == 1;
}

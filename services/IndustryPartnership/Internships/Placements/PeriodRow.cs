using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The days of a person's placement: D38 holds for the person, across learner records and institutions.</summary>
internal sealed record PeriodRow
{
    private const string SamePerson =
        "(l.id = @learnerId OR l.person = (SELECT m.person FROM partnership.learner m WHERE m.id = @learnerId))";

    /// <summary>Nobody else places the person, or starts a placement of theirs, before this transaction ends.</summary>
    public static Task<int> HoldAsync(UnitOfWork work, Guid learnerId) => work.ExecuteAsync(
        """
        UPDATE partnership.learner SET guard = guard + 1
        WHERE id = @learnerId OR person = (SELECT m.person FROM partnership.learner m WHERE m.id = @learnerId)
        """,
        new { learnerId });

    /// <summary>What stands in the way of another place: whoever was stopped, also one assessed without a grade, has the time back.</summary>
    public static Task<IReadOnlyList<PeriodRow>> StandingAsync(UnitOfWork work, Guid learnerId) => work.QueryAsync<PeriodRow>(
        """
        SELECT p.starts_on, p.ends_on FROM partnership.placement p INNER JOIN partnership.learner l ON l.id = p.learner_id
        WHERE p.state <> 'stopped' AND (p.state <> 'assessed' OR p.grade IS NOT NULL) AND
        """ + " " + SamePerson,
        new { learnerId });

    /// <summary>What stands in the way of the start of this one: a stopped one on the days that it had; whoever never began one has none.</summary>
    public static Task<IReadOnlyList<PeriodRow>> BesidesAsync(UnitOfWork work, Guid learnerId, Guid placement) => work.QueryAsync<PeriodRow>(
        """
        SELECT p.starts_on, p.ends_on FROM partnership.placement p INNER JOIN partnership.learner l ON l.id = p.learner_id
        WHERE p.id <> @placement AND (p.state <> 'stopped' OR p.started_on IS NOT NULL) AND
        """ + " " + SamePerson,
        new { learnerId, placement });

    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
}

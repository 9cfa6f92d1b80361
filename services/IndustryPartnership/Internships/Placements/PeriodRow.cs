using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The days of a person's placements. D38 applies to the person, across learner records and institutions.</summary>
internal sealed record PeriodRow
{
    private const string ValuesOfPerson =
        """
        (SELECT v.id FROM partnership.learner m
            INNER JOIN partnership.personal_value k ON k.id = m.person_id
            INNER JOIN partnership.personal_value v ON v.lookup = k.lookup
            WHERE m.id = @learnerId)
        """;

    private const string SamePerson = $"(l.id = @learnerId OR l.person_id IN {ValuesOfPerson})";

    /// <summary>Locks the person, so that nobody else places them or starts a placement of theirs before this transaction ends.</summary>
    public static Task<int> HoldAsync(UnitOfWork work, Guid learnerId) => work.ExecuteAsync(
        $"""
        UPDATE partnership.learner SET guard = guard + 1
        WHERE id = @learnerId OR person_id IN {ValuesOfPerson}
        """,
        new { learnerId });

    /// <summary>The days that block another place. A stopped placement blocks none, even if it was assessed without a grade.</summary>
    public static Task<IReadOnlyList<PeriodRow>> StandingAsync(UnitOfWork work, Guid learnerId) => work.QueryAsync<PeriodRow>(
        """
        SELECT p.starts_on, p.ends_on FROM partnership.placement p INNER JOIN partnership.learner l ON l.id = p.learner_id
        WHERE p.state <> 'stopped' AND (p.state <> 'assessed' OR p.grade IS NOT NULL) AND
        """ + " " + SamePerson,
        new { learnerId });

    /// <summary>
    /// The days that block this start. A stopped placement blocks the days that it had; one that never began blocks none.
    /// </summary>
    public static Task<IReadOnlyList<PeriodRow>> BesidesAsync(
        UnitOfWork work, Guid learnerId, Guid placement) => work.QueryAsync<PeriodRow>(
        """
        SELECT p.starts_on, p.ends_on FROM partnership.placement p INNER JOIN partnership.learner l ON l.id = p.learner_id
        WHERE p.id <> @placement AND (p.state <> 'stopped' OR p.started_on IS NOT NULL) AND
        """ + " " + SamePerson,
        new { learnerId, placement });

    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
}

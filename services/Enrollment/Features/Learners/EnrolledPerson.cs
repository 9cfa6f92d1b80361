using Contracts.Enrollment;
using Enrollment.Rules;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace Enrollment.Features.Learners;

/// <summary>The person of an enrolment, across all institutions: one training at a time (D38).</summary>
/// <remarks>No other record binds the birth date: each record is corrected by its own institution (D43).</remarks>
internal static class EnrolledPerson
{
    /// <summary>Holds the person until the transaction ends, so that two institutions do not enrol one person at once.</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, EnrollLearner.Request request, DateOnly enrolledOn)
    {
        if (request.Person is not { } person) return null;
        var others = await OthersAsync(work, person, Guid.Empty);
        var verdict = OneEnrolment.Judge(enrolledOn, [.. others.Select(other => other.EndedOn)]);
        return verdict.Passes ? null : Problems.PersonInTraining(verdict);
    }

    /// <summary>The same for a record that exists, whose person or days change.</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Learner learner, string person)
    {
        var others = await OthersAsync(work, person, learner.Id);
        DateOnly? end = LearnerState.Final.Contains(learner.State) ? learner.Since : null;
        var verdict = OneEnrolment.Judge((learner.EnrolledOn, end), [.. others.Select(other => (other.EnrolledOn, other.EndedOn))]);
        return verdict.Passes ? null : Problems.PersonInTraining(verdict);
    }

    private static async Task<IReadOnlyList<OtherRow>> OthersAsync(UnitOfWork work, string person, Guid but)
    {
        if (!await work.TryInsertAsync("INSERT INTO enrollment.person (person, guard) VALUES (@person, 0)", new { person }))
        {
            await work.FindAsync<string>("SELECT person FROM enrollment.person WHERE person = @person", new { person });
        }
        return await work.QueryAsync<OtherRow>(
            $"""
            SELECT l.enrolled_on, CASE WHEN l.state IN ('graduated', 'completed-associate', 'withdrawn') THEN l.since END AS ended_on
            FROM enrollment.learner l
            WHERE l.person_id IN {PersonalValues.OfViewer}
                AND l.id <> @but
            ORDER BY l.seq
            """,
            new { Person = person, but });
    }

    private sealed record OtherRow
    {
        public DateOnly EnrolledOn { get; init; }
        public DateOnly? EndedOn { get; init; }
    }
}

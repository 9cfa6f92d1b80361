using Enrollment.Rules;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Learners;

/// <summary>The person of an enrolment, across all institutions: one training at a time (D38).</summary>
/// <remarks>No other record binds the birth date: a new record after a mistake is the correction (D43).</remarks>
internal static class EnrolledPerson
{
    /// <summary>Holds the person until the transaction ends, so that two institutions do not enrol one person at once.</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, EnrollLearner.Request request, DateOnly enrolledOn)
    {
        if (request.Person is not { } person) return null;
        await work.TryInsertAsync("INSERT INTO enrollment.person (person, guard) VALUES (@person, 0)", new { person });
        await work.FindAsync<string>("SELECT person FROM enrollment.person WHERE person = @person", new { person });

        var others = await work.QueryAsync<OtherRow>(
            """
            SELECT CASE WHEN state IN ('graduated', 'completed-associate', 'withdrawn') THEN since END AS ended_on
            FROM enrollment.learner
            WHERE person = @person
            ORDER BY seq
            """,
            new { person });
        var verdict = OneEnrolment.Judge(enrolledOn, [.. others.Select(other => other.EndedOn)]);
        return verdict.Passes ? null : Problems.PersonInTraining(verdict);
    }

    private sealed record OtherRow
    {
        public DateOnly? EndedOn { get; init; }
    }
}

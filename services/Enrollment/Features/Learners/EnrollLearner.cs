using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Contracts;
using Enrollment.Features.Articulations;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>A registrar enrols a learner of the own institution on an active articulation, in its first stage, one training at a time (D5, D6b, D38).</summary>
public static class EnrollLearner
{
    /// <param name="StudentNumber">The learner's number at the institution: letters, digits and hyphens.</param>
    /// <param name="BirthDate">The learner's birth date; 10 to 80 years before the day of enrolment.</param>
    /// <param name="Cohort">The year in which the cohort begins: that of the enrolment, the one before or the one after.</param>
    /// <param name="FromMajor">The code of the vocational major.</param>
    /// <param name="ToInstitution">The institution of the undergraduate stage.</param>
    /// <param name="ToMajor">The code of the undergraduate major.</param>
    /// <param name="Person">The opaque identifier in the learner's own tokens, where there is one.</param>
    /// <param name="EnrolledOn">The day of enrolment: today by default, or a day in the past that is recorded late.</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[0-9A-Za-z-]{1,40}$")] string StudentNumber,
        [property: Day("1900-01-01")] DateOnly BirthDate,
        [property: Range(2000, 2100)] int Cohort,
        [property: Code(20)] string FromMajor,
        [property: Code] string ToInstitution,
        [property: Code(20)] string ToMajor,
        [property: Code(100, Pattern = "^[!-~]{1,100}$")] string? Person = null,
        [property: Day(CohortOfEnrolment.FirstDay)] DateOnly? EnrolledOn = null);

    private const string Pair = "from_institution = @Org AND from_major = @FromMajor AND to_institution = @ToInstitution AND to_major = @ToMajor";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners", HandleAsync)
        .WithName(nameof(EnrollLearner)).WithSummary("Enrol a learner").Allow(Roles.Registrar);

    private static async Task<Results<Created<Learner>, Refusal>> HandleAsync(
        Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        var enrolledOn = request.EnrolledOn ?? today.Value;
        var day = RecordedDay.Judge("D5", "enrolledOn", enrolledOn, DateOnly.Parse(CohortOfEnrolment.FirstDay, CultureInfo.InvariantCulture), today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        if (PlausibleBirthDate.Judge(request.BirthDate, enrolledOn) is { Passes: false } implausible) return Problems.BirthDateImplausible(implausible);
        if (CohortOfEnrolment.Judge(request.Cohort, enrolledOn) is { Passes: false } another) return Problems.AnotherCohort(another);

        if (await RefusePersonAsync(work, request, enrolledOn) is { } refused) return refused;

        // The articulation's row is the guard: whoever closes it comes before this enrolment, and refuses it, or after it, and leaves it alone.
        var pair = new { caller.Org, request.FromMajor, request.ToInstitution, request.ToMajor, today = today.Value };
        var entered = await work.ExecuteAsync(
            "UPDATE enrollment.articulation SET enrolled = enrolled + 1 WHERE " + Pair + " AND state = 'active' AND agreement_id IN (" + Agreement.InForce + ")", pair);
        if (entered == 0)
        {
            var continuations = await ContinuationsAsync(work, pair);
            return Problems.NoActiveArticulation(UsableArticulation.Judge(caller.Org, request.FromMajor, request.ToInstitution, request.ToMajor, continuations));
        }

        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.learner (
                id, institution, present_institution, student_number, person, birth_date, cohort, articulation_id, major, stage, state, enrolled_on, since, stage_began_on, version, created_at)
            SELECT @id, @Org, @Org, @StudentNumber, @Person, @BirthDate, @Cohort, id, from_major, 1, 'enrolled', @enrolledOn, @enrolledOn, @enrolledOn, 1, @now FROM enrollment.articulation
            """ + " WHERE " + Pair,
            new { id, pair.Org, request.StudentNumber, request.Person, request.BirthDate, request.Cohort, enrolledOn, now, pair.FromMajor, pair.ToInstitution, pair.ToMajor });
        if (!isNew) return Problems.StudentNumberTaken(request.StudentNumber);

        var row = await LearnerRow.RecordAsync(work, events, id, LearnerFact.Enrolled, caller, now);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/learners/{id}", row.Show()));
    }

    // The person's row is held from here on, so that two institutions do not enrol one person at once.
    private static async Task<Refusal?> RefusePersonAsync(UnitOfWork work, Request request, DateOnly enrolledOn)
    {
        if (request.Person is null) return null;
        await work.TryInsertAsync(
            "INSERT INTO enrollment.person (person, birth_date, guard) VALUES (@Person, @BirthDate, 0)", new { request.Person, request.BirthDate });
        await work.ExecuteAsync("UPDATE enrollment.person SET guard = guard + 1 WHERE person = @Person", new { request.Person });
        var birthDate = await work.SingleAsync<DateOnly>("SELECT birth_date FROM enrollment.person WHERE person = @Person", new { request.Person });
        if (birthDate != request.BirthDate) return Problems.AnotherBirthDate(request.BirthDate);
        var others = await work.QueryAsync<OtherRow>(
            """
            SELECT CASE WHEN state IN ('graduated', 'completed-associate', 'withdrawn') THEN since END AS ended_on FROM enrollment.learner
            WHERE person = @Person ORDER BY seq
            """,
            new { request.Person });
        return OneEnrolment.Judge(enrolledOn, [.. others.Select(other => other.EndedOn)]) is { Passes: false } inTraining ? Problems.PersonInTraining(inTraining) : null;
    }

    private sealed record OtherRow
    {
        public DateOnly? EndedOn { get; init; }
    }

    private static Task<IReadOnlyList<Continuation>> ContinuationsAsync(UnitOfWork work, object pair) => work.QueryAsync<Continuation>(
        "SELECT to_institution, to_major, to_major_name, state, CASE WHEN agreement_id IN (" + Agreement.InForce + ") THEN 1 ELSE 0 END AS agreement_is_in_force " +
        "FROM enrollment.articulation WHERE from_institution = @Org AND from_major = @FromMajor ORDER BY seq",
        pair);
}

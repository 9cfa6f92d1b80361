using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Admissions;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>
/// A registrar enrols a learner of their own institution on an active articulation, in its first stage. A person has one training at a
/// time (D5, D6b, D38).
/// </summary>
public static class EnrollLearner
{
    /// <param name="StudentNumber">The learner's number at the institution: letters, digits and hyphens.</param>
    /// <param name="BirthDate">The learner's birth date; 10 to 80 years before the day of enrolment.</param>
    /// <param name="Cohort">The year in which the cohort begins: that of the enrolment, the one before or the one after.</param>
    /// <param name="FromMajor">The code of the major at your institution, which teaches the first stage.</param>
    /// <param name="ToInstitution">The institution of the undergraduate stage.</param>
    /// <param name="ToMajor">The code of the undergraduate major.</param>
    /// <param name="Person">The opaque identifier in the learner's own tokens, if the learner has one.</param>
    /// <param name="EnrolledOn">The day of enrolment: today by default, or an earlier day in a late record.</param>
    /// <param name="Class">The code of the learner's class, if it is known already.</param>
    /// <param name="Admission">What the learner was admitted by, if it is recorded (D2).</param>
    /// <param name="ArticulationId">
    /// An articulation of the route. Needed where two routes have the same first and last majors, with another owner between them.
    /// </param>
    /// <param name="SpecialAdmission">Whether a special procedure admitted the learner, which may bar a change of major (D5a).</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[0-9A-Za-z-]{1,40}$")] string StudentNumber,
        [property: Day("1900-01-01")] DateOnly BirthDate,
        [property: Range(2000, 2100)] int Cohort,
        [property: Code(20)] string FromMajor,
        [property: Code] string ToInstitution,
        [property: Code(20)] string ToMajor,
        [property: Code(100, Pattern = Caller.PersonPattern)] string? Person = null,
        [property: Day(CohortOfEnrolment.FirstDay)] DateOnly? EnrolledOn = null,
        [property: Code] string? Class = null,
        AdmissionStatement? Admission = null,
        bool? SpecialAdmission = null,
        Guid? ArticulationId = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners", HandleAsync)
        .WithName(nameof(EnrollLearner)).WithSummary("Enrol a learner").Allow(Roles.Registrar);

    private static async Task<Results<Created<Learner>, Refusal>> HandleAsync(
        Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        var decided = await EnrolAsync(work, events, request, act);
        if (decided.Thing is not { } enrolled) return decided.Refusal!;
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/learners/{enrolled.Id}", enrolled));
    }

    /// <summary>Judges and records an enrolment, for a request and for a row of an import.</summary>
    internal static async Task<Decided<Learner>> EnrolAsync(UnitOfWork work, IPublishEndpoint events, Request request, Act act)
    {
        var enrolledOn = request.EnrolledOn ?? act.Today;
        if (EnrolledDay.WhyNot(request, enrolledOn, act.Today) is { } early) return early;
        if (await work.WasErasedAsync(LearnerValues.StudentNumber, request.StudentNumber, act.Caller.Org))
        {
            return Problems.StudentNumberTaken(request.StudentNumber);
        }
        if (await EnrolledPerson.WhyNotAsync(work, request, enrolledOn) is { } refused) return refused;
        if (await ContinuedMajor.WhyNotOneRouteAsync(work, request, act) is { } routes) return routes;
        if (await ContinuedMajor.HoldAsync(work, request, act) is not { } articulation)
        {
            return await ContinuedMajor.WhyNoneAsync(work, request, act);
        }

        var (outcome, admission) = await EnrolledAdmission.JudgeAsync(
            work, request.Admission, act.Caller.Org, articulation.PathwayCode, request.Cohort);
        if (!admission.Passes) return Problems.AdmissionNotMet(admission);

        var enrolled = Learner.Enrolled(request, act.Caller.Org, enrolledOn, articulation).AdmittedBy(request.Admission, outcome);
        if (!await LearnerRow.TryAddAsync(work, events, enrolled, act)) return Problems.StudentNumberTaken(request.StudentNumber);
        return enrolled;
    }
}

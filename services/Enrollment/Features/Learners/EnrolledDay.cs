using System.Globalization;
using Enrollment.Rules;
using Kernel.Http;

namespace Enrollment.Features.Learners;

/// <summary>The day of an enrolment, and what must fit it: the birth date and the cohort (D5).</summary>
internal static class EnrolledDay
{
    public static readonly DateOnly First = DateOnly.Parse(CohortOfEnrolment.FirstDay, CultureInfo.InvariantCulture);

    public static Refusal? WhyNot(EnrollLearner.Request request, DateOnly enrolledOn, DateOnly today)
    {
        var day = RecordedDay.Judge("D5", "enrolledOn", enrolledOn, First, today);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        if (PlausibleBirthDate.Judge(request.BirthDate, enrolledOn) is { Passes: false } birth) return Problems.BirthDateImplausible(birth);
        return CohortOfEnrolment.Judge(request.Cohort, enrolledOn) is { Passes: false } another ? Problems.AnotherCohort(another) : null;
    }
}

using Contracts;
using Enrollment.Features.Admissions;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Imports;
using Kernel.Personal;

namespace Enrollment.Features.Imports;

/// <summary>Enrolments in bulk: a row is what <see cref="EnrollLearner"/> takes.</summary>
internal static class ImportedLearners
{
    public static ImportKind Kind { get; } = ImportKind.Of<EnrollLearner.Request>(
        "learners", Roles.Registrar, RunAsync, row => row.StudentNumber);

    private static async Task<RowOutcome> RunAsync(Importing importing, EnrollLearner.Request row)
    {
        // What was erased does not come back, and the report does not keep the row (D44).
        if (await importing.Work.WasErasedAsync(LearnerValues.StudentNumber, row.StudentNumber, importing.Act.Caller.Org))
        {
            return RowOutcome.Unchanged;
        }
        var decided = await EnrollLearner.EnrolAsync(importing.Work, importing.Events, row, importing.Act);
        return await RowOutcome.OfAsync(decided.Refusal, () => IsRecordedAsync(importing.Work, row, importing.Act));
    }

    // What came after the enrolment does not make it another one.
    private static async Task<bool> IsRecordedAsync(UnitOfWork work, EnrollLearner.Request row, Act act)
    {
        if (await NumberedLearner.HoldAsync(work, row.StudentNumber, act.Caller.Org) is not { } learner) return false;
        var enrolment = (await FactRow.StandingAsync(work, learner.Id))[0];
        return learner.BirthDate == row.BirthDate
            && enrolment.Cohort == row.Cohort
            && (row.EnrolledOn is null || row.EnrolledOn == learner.EnrolledOn)
            && (row.Class is null || row.Class == enrolment.Class)
            && (row.Person is null || row.Person == learner.Person)
            && (row.SpecialAdmission ?? false) == learner.SpecialAdmission
            && (row.Admission is null || IsAdmission(learner, row.Admission))
            && await IsPairAsync(work, enrolment.ArticulationId, row);
    }

    private static bool IsAdmission(Learner learner, AdmissionStatement stated) =>
        EnrolledAdmission.Of(learner) == stated;

    private static async Task<bool> IsPairAsync(UnitOfWork work, Guid articulation, EnrollLearner.Request row) =>
        await work.FindAsync<Guid?>(
            """
            SELECT a.id
            FROM enrollment.articulation a
            JOIN enrollment.articulation_owner o ON o.articulation_id = a.id
            WHERE a.id = @articulation
                AND a.to_institution = @ToInstitution
                AND a.to_major = @ToMajor
                AND o.position = 1
                AND o.major = @FromMajor
            """,
            new { articulation, row.ToInstitution, row.ToMajor, row.FromMajor }) is not null;
}

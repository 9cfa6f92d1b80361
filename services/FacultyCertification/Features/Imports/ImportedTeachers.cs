using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel.Imports;
using Kernel.Personal;

namespace FacultyCertification.Features.Imports;

/// <summary>Teachers in bulk: a row is what <see cref="RegisterTeacher"/> takes.</summary>
internal static class ImportedTeachers
{
    public static ImportKind Kind { get; } = ImportKind.Of<RegisterTeacher.Request>(
        "teachers", Roles.TeacherOffice, RunAsync, row => row.StaffNumber);

    private static async Task<RowOutcome> RunAsync(Importing importing, RegisterTeacher.Request row)
    {
        // What was erased does not come back, and the report does not keep the row (D44).
        if (await importing.Work.WasErasedAsync(TeacherValues.StaffNumber, row.StaffNumber, importing.Act.Caller.Org))
        {
            return RowOutcome.Unchanged;
        }
        var decided = await RegisterTeacher.RegisterAsync(importing.Work, importing.Events, row, importing.Act);
        return await RowOutcome.OfAsync(decided.Refusal, async () =>
            await NumberedTeacher.HoldAsync(importing.Work, row.StaffNumber, importing.Act) is { } recorded && IsRecorded(recorded, row));
    }

    // A departure that came later does not make it another employment.
    private static bool IsRecorded(Teacher recorded, RegisterTeacher.Request row) =>
        recorded.Category == row.Category
        && recorded.EmployedFrom == row.EmployedFrom
        && (row.Person is null || recorded.Person == row.Person)
        && recorded.Unit == row.Unit
        && recorded.Subjects.SequenceEqual(row.Subjects ?? [])
        && recorded.Kind == (row.Kind ?? Teacher.FullTime)
        && recorded.Enterprise == row.Enterprise;
}

using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel.Http;
using Kernel.Imports;
using Microsoft.Extensions.Validation;

namespace FacultyCertification.Features.Imports;

/// <summary>Ends of employments in bulk: a row names a teacher, and has what <see cref="RecordDeparture"/> takes.</summary>
internal static class ImportedDepartures
{
    public static ImportKind Kind { get; } = ImportKind.Of<TeacherKey, RecordDeparture.Request>(
        "employments", Roles.TeacherOffice, RunAsync);

    private static async Task<RowOutcome> RunAsync(Importing importing, TeacherKey key, RecordDeparture.Request row)
    {
        if (await NumberedTeacher.HoldAsync(importing.Work, key.StaffNumber, importing.Act) is not { } teacher)
        {
            return RowOutcome.Of(CommonProblems.NotFound() with { Facts = new { key.StaffNumber } });
        }
        if (teacher.LastDay == row.LastDay) return RowOutcome.Unchanged;
        return RowOutcome.Of((await RecordDeparture.DepartAsync(importing.Work, importing.Events, teacher, row, importing.Act)).Refusal);
    }
}

/// <summary>The teacher of a row.</summary>
/// <param name="StaffNumber">The teacher's number at your institution.</param>
#pragma warning disable ASP0029 // Bodies are validated by the generator that this attribute calls, and so are rows.
[ValidatableType]
#pragma warning restore ASP0029
public sealed record TeacherKey([property: Code(40)] string StaffNumber);

using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Imports;

/// <summary>Teachers by their number at the caller's institution, as rows name them.</summary>
internal static class NumberedTeacher
{
    /// <summary>The teacher of the number, held; null if nobody has it.</summary>
    public static async Task<Teacher?> HoldAsync(UnitOfWork work, string number, Act act) =>
        await TeacherRow.NumberedAsync(work, act.Caller.Org, number) is { } id ? await TeacherRow.HoldAsync(work, id) : null;
}

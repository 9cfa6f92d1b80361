using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Teachers;

/// <summary>A teacher whose data were erased. Nothing more is written about them, because no erasure would find it again (D44).</summary>
internal static class ErasedTeacher
{
    /// <summary>Why nothing is written about a teacher; null if it is. The teacher is held, so an erasure comes before or after.</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Guid teacher) =>
        await work.FindAsync<DateOnly?>(
            "SELECT erased_on FROM faculty.teacher WHERE id = @teacher AND erased_on IS NOT NULL", new { teacher }) is { } erasedOn
            ? Problems.TeacherErased(erasedOn)
            : null;

    /// <summary>The same of the teacher who applied.</summary>
    public static async Task<Refusal?> WhyNotOfApplicantAsync(UnitOfWork work, Guid application) =>
        await WhyNotAsync(work, await work.SingleAsync<Guid>(
            "SELECT teacher_id FROM faculty.application WHERE id = @application", new { application }));
}

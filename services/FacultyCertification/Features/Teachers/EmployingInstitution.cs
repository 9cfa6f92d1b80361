using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Teachers;

/// <summary>The institution of a teacher, as far as it is known here: nothing begins for the teachers of one that is closed
/// (D45).</summary>
internal static class EmployingInstitution
{
    public static async Task<Refusal?> WhyClosedAsync(IReader reader, string code) =>
        await reader.FindAsync<string>(
            "SELECT code FROM faculty.institution WHERE code = @code AND state = 'closed'", new { code }) is null ? null
            : Problems.InstitutionClosed(code);
}

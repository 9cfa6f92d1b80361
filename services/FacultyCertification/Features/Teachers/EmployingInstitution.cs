using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Teachers;

/// <summary>The institution of a teacher, as this service knows it. At a closed one, nothing new begins (D45).</summary>
internal static class EmployingInstitution
{
    public static async Task<Refusal?> WhyClosedAsync(IReader reader, string code)
    {
        var closed = await reader.FindAsync<Row>(
            "SELECT closed_on FROM faculty.institution WHERE code = @code AND state = 'closed'", new { code });
        return closed is null ? null : Problems.InstitutionClosed(code, closed.ClosedOn);
    }

    private sealed record Row
    {
        public DateOnly? ClosedOn { get; init; }
    }
}

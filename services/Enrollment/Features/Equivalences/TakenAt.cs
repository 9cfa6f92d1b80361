using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Equivalences;

/// <summary>
/// Where a module was passed: at a teaching institution (D12). One of the learner's own counts too, since its modules may stand for those
/// of a later stage. A closed one taught what it taught.
/// </summary>
internal static class TakenAt
{
    public static async Task<Refusal?> WhyNotAsync(IReader reader, string code)
    {
        var kind = await reader.FindAsync<string>("SELECT kind FROM enrollment.organisation WHERE code = @code", new { code });
        if (kind is null) return CommonProblems.NotYetKnown("organisation", code);
        return OrganisationKind.IsInstitution(kind) ? null : Problems.NotTakenAtInstitution(code, kind);
    }
}

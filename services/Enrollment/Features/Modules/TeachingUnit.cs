using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Modules;

/// <summary>The institutions and their units that teach modules, as industry-partnership tells of them (S20).</summary>
internal static class TeachingUnit
{
    /// <summary>Why nothing new begins at the institution; null where it does (D45).</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, string institution) =>
        await work.FindAsync<string>("SELECT state FROM enrollment.organisation WHERE code = @institution", new { institution }) switch
        {
            null => CommonProblems.NotYetKnown("organisation", institution),
            "closed" => Problems.OrganisationClosed(institution),
            _ => null,
        };

    /// <summary>Why the unit teaches nothing new; null where it does.</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, string institution, string? unit)
    {
        if (unit is null) return null;
        var known = await work.FindAsync<string>(
            "SELECT code FROM enrollment.organisation_unit WHERE organisation_code = @institution AND code = @unit",
            new { institution, unit });
        return known is null ? CommonProblems.NotYetKnown("unit", unit) : null;
    }
}

using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Teachers;

/// <summary>The units of organisations, as this service knows them (D16).</summary>
internal static class UnitOfInstitution
{
    /// <summary>
    /// Why a teacher cannot belong to a unit; null if they can. An institution that has registered no units may name any.
    /// </summary>
    public static async Task<Refusal?> WhyUnknownAsync(IReader reader, string institution, string? unit)
    {
        var units = (await OfAsync(reader, [institution]))[institution].ToList();
        return unit is null || units.Count == 0 || units.Contains(unit) ? null : Problems.UnknownUnit(institution, unit, units);
    }

    /// <summary>The codes of the units of these organisations.</summary>
    public static async Task<ILookup<string, string>> OfAsync(IReader reader, IReadOnlyList<string> organisations) =>
        (await reader.QueryAsync<UnitRow>(
            "SELECT institution, code FROM faculty.institution_unit WHERE institution IN @organisations ORDER BY code",
            new { organisations })).ToLookup(row => row.Institution, row => row.Code);

    private sealed record UnitRow
    {
        public string Institution { get; init; } = "";
        public string Code { get; init; } = "";
    }
}

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

    /// <summary>Why there is no figure of a unit: it is not registered, and no teacher ever belonged to it; null if there is.</summary>
    public static async Task<Refusal?> WhyNeverKnownAsync(IReader reader, string institution, string? unit, CancellationToken ct)
    {
        if (unit is null) return null;
        var known = await reader.QueryAsync<string>(
            """
            SELECT u.code
            FROM faculty.institution_unit u
            WHERE u.institution = @institution
                AND u.code = @unit
            UNION
            SELECT r.unit
            FROM faculty.employment_record r
            INNER JOIN faculty.employment e ON e.id = r.employment_id
            WHERE e.institution = @institution
                AND r.unit = @unit
            """,
            new { institution, unit }, ct);
        return known.Count > 0 ? null : Problems.NoSuchUnit(institution, unit);
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

using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Modules;

/// <summary>Modules that a mapping or an equivalence names by their codes: in the catalogue, and not retired (S14, D45).</summary>
internal static class NamedModules
{
    /// <param name="reader">Where modules are read.</param>
    /// <param name="institutions">The institutions of which one must own each module.</param>
    /// <param name="codes">The codes.</param>
    /// <returns>Refused with the first code that is in no such catalogue, or only as retired.</returns>
    public static async Task<Refusal?> WhyNotAsync(IReader reader, IReadOnlyList<string> institutions, IEnumerable<string> codes)
    {
        string[] named = [.. codes.Distinct()];
        if (named.Length == 0) return null;
        var known = (await reader.QueryAsync<Row>(
            """
            SELECT id, code, state
            FROM enrollment.module
            WHERE institution IN @institutions AND code IN @named
            ORDER BY seq
            """,
            new { institutions, named })).ToLookup(row => row.Code);
        foreach (var code in named)
        {
            if (!known[code].Any()) return Problems.NoSuchModule(code, institutions);
            if (known[code].All(row => row.State == ModuleState.Retired)) return Problems.ModuleRetired(code, known[code].First().Id);
        }
        return null;
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Code { get; init; } = "";
        public string State { get; init; } = "";
    }
}

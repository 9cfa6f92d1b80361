using Enrollment.Features.Equivalences;
using Enrollment.Features.Modules;
using Kernel.Data;

namespace Enrollment.Features.Programmes;

/// <summary>What the catalogue says now of the modules of a programme.</summary>
/// <param name="Retired">The modules that are retired.</param>
/// <param name="Corrected">The version of the last correction of each module that was corrected.</param>
/// <param name="Units">The units that are there, each with its institution.</param>
/// <param name="Outcomes">The outcomes that the modules lead to.</param>
/// <param name="Equivalences">What the institutions of the modules have agreed to be equivalent (D11).</param>
/// <param name="Teaching">The institution that teaches each stage (D1).</param>
internal sealed record CatalogueNow(
    IReadOnlySet<Guid> Retired, IReadOnlyDictionary<Guid, int> Corrected, IReadOnlySet<(string Institution, string Unit)> Units,
    IReadOnlyDictionary<Guid, NamedOutcome> Outcomes, IReadOnlyList<Equivalence> Equivalences,
    IReadOnlyList<string> Teaching)
{
    public static async Task<CatalogueNow> ReadAsync(IReader reader, Programme programme, CancellationToken ct)
    {
        var modules = programme.Modules;
        var ids = modules.Select(module => module.ModuleId).ToList();
        var institutions = modules.Select(module => module.Institution).Distinct().ToList();
        var retired = await reader.QueryAsync<Guid>(
            "SELECT id FROM enrollment.module WHERE id IN @ids AND state = 'retired'", new { ids }, ct);
        var corrected = await reader.QueryAsync<Correction>(
            """
            SELECT module_id, MAX(version) AS version
            FROM enrollment.module_version
            WHERE module_id IN @ids
                AND change = 'corrected'
            GROUP BY module_id
            """,
            new { ids }, ct);
        var units = await reader.QueryAsync<Unit>(
            """
            SELECT u.organisation_code, u.code
            FROM enrollment.organisation_unit u
            JOIN enrollment.organisation o ON o.code = u.organisation_code
            WHERE o.code IN @institutions
                AND o.state <> 'closed'
            """,
            new { institutions }, ct);
        var outcomes = await LearningOutcomeRow.OfAsync(
            reader, [.. modules.SelectMany(module => module.Terms.Outcomes).Distinct()], ct);
        var equivalences = await reader.QueryAsync<EquivalenceRow>(
            $"""
            {EquivalenceRow.Select}
            WHERE state = 'agreed'
                AND from_institution IN @institutions
                AND to_institution IN @institutions
            ORDER BY seq
            """,
            new { institutions }, ct);
        return new(
            retired.ToHashSet(),
            corrected.ToDictionary(row => row.ModuleId, row => row.Version),
            units.Select(unit => (unit.OrganisationCode, unit.Code)).ToHashSet(),
            outcomes.ToDictionary(
                outcome => outcome.Id, outcome => new NamedOutcome(outcome.Id, outcome.Institution, outcome.Code, outcome.Text)),
            [.. equivalences.Select(row => row.ToReply())],
            await TeachingAsync(reader, programme.ArticulationId, ct));
    }

    private static Task<IReadOnlyList<string>> TeachingAsync(IReader reader, Guid articulation, CancellationToken ct) =>
        reader.QueryAsync<string>(
            """
            SELECT o.institution
            FROM enrollment.articulation a
            JOIN enrollment.pathway_stage s ON s.pathway_code = a.pathway_code
            JOIN enrollment.articulation_owner o ON o.articulation_id = a.id AND o.owner = s.taught_by
            WHERE a.id = @articulation
            ORDER BY s.position
            """,
            new { articulation }, ct);

    private sealed record Correction
    {
        public Guid ModuleId { get; init; }
        public int Version { get; init; }
    }

    private sealed record Unit
    {
        public string OrganisationCode { get; init; } = "";
        public string Code { get; init; } = "";
    }
}

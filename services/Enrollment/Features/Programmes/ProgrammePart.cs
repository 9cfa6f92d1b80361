using Enrollment.Features.Modules;
using Enrollment.Features.TransferPlans;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Programmes;

/// <summary>What a programme has many of: owners, approvals, measures, and the modules by which lists find it.</summary>
internal static class ProgrammePart
{
    public static async Task<Parts> OfAsync(IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var owners = await reader.QueryAsync<Row>(
            "SELECT programme_id, institution FROM enrollment.programme_owner WHERE programme_id IN @ids ORDER BY institution",
            new { ids }, ct);
        var approvals = await reader.QueryAsync<Row>(
            """
            SELECT g.programme_id, g.institution, g.approved_at
            FROM enrollment.programme_approval g
            JOIN enrollment.programme p ON p.id = g.programme_id AND p.revision = g.revision
            WHERE p.id IN @ids
            ORDER BY g.approved_at, g.institution
            """,
            new { ids }, ct);
        var measures = await reader.QueryAsync<Row>(
            "SELECT programme_id, measure FROM enrollment.programme_measure WHERE programme_id IN @ids ORDER BY measure", new { ids }, ct);
        return new(
            owners.ToLookup(row => row.ProgrammeId, row => row.Institution),
            approvals.ToLookup(row => row.ProgrammeId, row => new Approval(row.Institution, row.ApprovedAt)),
            measures.ToLookup(row => row.ProgrammeId, row => row.Measure));
    }

    public static async Task AddModulesAsync(UnitOfWork work, Programme programme)
    {
        foreach (var module in programme.Modules)
        {
            await work.ExecuteAsync(
                "INSERT INTO enrollment.programme_module (programme_id, module_id) VALUES (@Id, @ModuleId)",
                new { programme.Id, module.ModuleId });
        }
    }

    public static async Task ReplaceModulesAsync(UnitOfWork work, Programme programme)
    {
        await work.ExecuteAsync("DELETE FROM enrollment.programme_module WHERE programme_id = @Id", new { programme.Id });
        await AddModulesAsync(work, programme);
    }

    public static async Task ReplaceMeasuresAsync(UnitOfWork work, Programme programme)
    {
        await work.ExecuteAsync("DELETE FROM enrollment.programme_measure WHERE programme_id = @Id", new { programme.Id });
        foreach (var measure in programme.Measures)
        {
            await work.ExecuteAsync(
                "INSERT INTO enrollment.programme_measure (programme_id, measure) VALUES (@Id, @measure)", new { programme.Id, measure });
        }
    }

    /// <summary>Why the programme goes no further: a module of it was retired meanwhile (D45). None is retired before this ends.</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Programme programme)
    {
        var modules = await work.HoldAsync<StateRow>(
            "SELECT id, state FROM enrollment.module WHERE id IN @ids", new { ids = programme.Modules.Select(module => module.ModuleId) });
        var retired = modules.Where(module => module.State == ModuleState.Retired).Select(module => module.Id).ToList();
        return retired.Count == 0 ? null : Problems.ModuleRetired(
            retired, new { edit = $"/enrollment/v1/programmes/{programme.Id}", without = retired });
    }

    internal sealed record Parts(ILookup<Guid, string> Owners, ILookup<Guid, Approval> Approvals, ILookup<Guid, string> Measures);

    private sealed record Row
    {
        public Guid ProgrammeId { get; init; }
        public string Institution { get; init; } = "";
        public DateTimeOffset ApprovedAt { get; init; }
        public string Measure { get; init; } = "";
    }

    private sealed record StateRow
    {
        public Guid Id { get; init; }
        public string State { get; init; } = "";
    }
}

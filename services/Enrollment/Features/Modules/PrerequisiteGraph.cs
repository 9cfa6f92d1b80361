using Kernel.Data;

namespace Enrollment.Features.Modules;

/// <summary>What modules need, and how they are called.</summary>
/// <param name="Needs">The prerequisites of each module.</param>
/// <param name="Names">Institution and code of each module, such as <c>ncut/CS101</c>.</param>
internal sealed record PrerequisiteGraph(ILookup<Guid, Guid> Needs, IReadOnlyDictionary<Guid, string> Names)
{
    /// <summary>All that these modules need, directly or not. No other prerequisite is added before this transaction ends.</summary>
    public static async Task<PrerequisiteGraph> HoldAsync(UnitOfWork work, IReadOnlyList<Guid> modules)
    {
        await work.ChangeAsync("UPDATE enrollment.module_graph SET guard = guard + 1 WHERE id = @id", new { id = 1 });
        var needs = new List<Edge>();
        var names = new Dictionary<Guid, string>();
        for (var layer = modules; layer.Count > 0;)
        {
            foreach (var module in await NamesAsync(work, layer)) names[module.Id] = $"{module.Institution}/{module.Code}";
            var edges = await work.QueryAsync<Edge>(
                "SELECT module_id, prerequisite_id FROM enrollment.module_prerequisite WHERE module_id IN @layer ORDER BY prerequisite_id",
                new { layer });
            needs.AddRange(edges);
            layer = [.. edges.Select(edge => edge.PrerequisiteId).Distinct().Where(id => !names.ContainsKey(id))];
        }
        return new(needs.ToLookup(edge => edge.ModuleId, edge => edge.PrerequisiteId), names);
    }

    private static Task<IReadOnlyList<Named>> NamesAsync(UnitOfWork work, IReadOnlyList<Guid> layer) =>
        work.QueryAsync<Named>("SELECT id, institution, code FROM enrollment.module WHERE id IN @layer", new { layer });

    private sealed record Edge
    {
        public Guid ModuleId { get; init; }
        public Guid PrerequisiteId { get; init; }
    }

    private sealed record Named
    {
        public Guid Id { get; init; }
        public string Institution { get; init; } = "";
        public string Code { get; init; } = "";
    }
}

using Enrollment.Features.Modules;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D13: no module needs itself, directly or through the modules that it needs.</summary>
internal static class PrerequisiteCycle
{
    /// <param name="graph">What the prerequisites need in their turn.</param>
    /// <param name="module">The module that would have them.</param>
    /// <param name="prerequisites">What it would need.</param>
    /// <returns>A refusal has a shortest cycle from the module to itself, and the prerequisites that close none.</returns>
    public static Verdict Judge(PrerequisiteGraph graph, Guid module, IReadOnlyList<Guid> prerequisites)
    {
        var cycles = prerequisites.Select(prerequisite => PathTo(graph, prerequisite, module)).ToList();
        if (cycles.OfType<IReadOnlyList<Guid>>().MinBy(path => path.Count) is not { } shortest) return Verdict.Passed("D13");
        return Verdict.Refused(
            "D13",
            new { cycle = shortest.Prepend(module).Select(id => graph.Names[id]) },
            new { prerequisites = prerequisites.Where((_, place) => cycles[place] is null) });
    }

    // A shortest path from what is needed to the module, both included; null without one.
    private static IReadOnlyList<Guid>? PathTo(PrerequisiteGraph graph, Guid from, Guid module)
    {
        var cameFrom = new Dictionary<Guid, Guid> { [from] = from };
        var next = new Queue<Guid>([from]);
        while (next.TryDequeue(out var reached))
        {
            if (reached == module) return Back(cameFrom, from, module);
            foreach (var needed in graph.Needs[reached].Where(needed => cameFrom.TryAdd(needed, reached))) next.Enqueue(needed);
        }
        return null;
    }

    private static List<Guid> Back(Dictionary<Guid, Guid> cameFrom, Guid from, Guid module)
    {
        var path = new List<Guid> { module };
        while (path[^1] != from) path.Add(cameFrom[path[^1]]);
        path.Reverse();
        return path;
    }
}

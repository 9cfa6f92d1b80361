using Enrollment.Features.Articulations;
using Enrollment.Features.Modules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Equivalences;

/// <summary>What an equivalence must be to be proposed, and what must still hold when it is agreed (D11, D45, S14).</summary>
internal static class EquivalenceRules
{
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, ProposeEquivalence.Request request, Act act)
    {
        var (from, to) = (request.FromInstitution, request.ToInstitution);
        if (await Sides.WhyNotAsync(work, [from, to], mustBeVerified: true) is { } refused) return refused;
        if ((request.Value == Equivalence.Equivalent) != (request.Earns.Count > 0)) return Problems.EquivalenceUnclear(request.Value);
        if (request.Replaces is { } replaced && !IsReplaceable(await EquivalenceRow.FindAsync(work, replaced, act.Viewer()), from, to))
        {
            return Problems.NothingToReplace(replaced);
        }
        if (await WhyNotNamedAsync(work, from, to, request.Alternatives, request.Earns) is { } unnamed) return unnamed;
        if (await EquivalenceRow.ContradictedAsync(work, from, to, request.Value, request.Alternatives, request.Replaces) is { } other)
        {
            return Problems.EquivalenceContradicts(other);
        }
        return null;
    }

    /// <summary>Each side's modules stand in its own catalogue, and are not retired.</summary>
    public static async Task<Refusal?> WhyNotNamedAsync(
        IReader reader, string from, string to, IReadOnlyList<ModuleSet> alternatives, IReadOnlyList<string> earns) =>
        await NamedModules.WhyNotAsync(reader, [from], alternatives.SelectMany(set => set.Modules))
            ?? await NamedModules.WhyNotAsync(reader, [to], earns);

    private static bool IsReplaceable(Equivalence? replaced, string from, string to) =>
        replaced?.State == ProposalState.Agreed && replaced.FromInstitution == from && replaced.ToInstitution == to;
}

using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Articulations;

/// <summary>The sides of an articulation or a transfer plan: different institutions that this service knows.</summary>
internal static class Sides
{
    /// <param name="reader">Where organisations are read.</param>
    /// <param name="institutions">The institutions.</param>
    /// <param name="mustBeVerified">True where something new begins. For enrolled learners, a closed institution carries on.</param>
    public static async Task<Refusal?> WhyNotAsync(IReader reader, IReadOnlyList<string> institutions, bool mustBeVerified)
    {
        if (institutions.GroupBy(code => code).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return Problems.OneInstitution(twice.Key);
        }
        foreach (var code in institutions)
        {
            if (await WhyNotAsync(reader, code, mustBeVerified) is { } refused) return refused;
        }
        return null;
    }

    private static async Task<Refusal?> WhyNotAsync(IReader reader, string code, bool mustBeVerified) =>
        await reader.FindAsync<OrganisationRow>("SELECT kind, state FROM enrollment.organisation WHERE code = @code", new { code }) switch
        {
            null => CommonProblems.NotYetKnown("organisation", code),
            { State: not "verified" } found when mustBeVerified => Problems.NotVerified(code, found.State),
            var found when !OrganisationKind.IsInstitution(found.Kind) => Problems.NotAnInstitution(code, found.Kind),
            _ => null,
        };

    private sealed record OrganisationRow
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
    }
}

using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Articulations;

/// <summary>The two sides of an articulation or a transfer plan: two different institutions that this service knows.</summary>
internal static class Sides
{
    /// <param name="reader">Where organisations are read.</param>
    /// <param name="from">The institution of the vocational stages.</param>
    /// <param name="to">The institution of the undergraduate stage.</param>
    /// <param name="mustBeVerified">True where something new begins. For enrolled learners, a closed institution carries on.</param>
    public static async Task<Refusal?> WhyNotAsync(IReader reader, string from, string to, bool mustBeVerified) => from == to
        ? Problems.OneInstitution(from)
        : await WhyNotAsync(reader, from, mustBeVerified) ?? await WhyNotAsync(reader, to, mustBeVerified);

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

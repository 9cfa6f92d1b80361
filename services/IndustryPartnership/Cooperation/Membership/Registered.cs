using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>The requirements on organisations that an agreement, a consortium, a base or a project names.</summary>
internal static class Registered
{
    /// <summary>The kinds of those that are registered and open. The proposer is among them, even if closed.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> KindsAsync(
        UnitOfWork work, IEnumerable<string> codes, string proposer = "")
    {
        var rows = await work.QueryAsync<Row>(
            "SELECT code, kind FROM partnership.organisation WHERE code IN @codes AND (state <> 'closed' OR code = @proposer)",
            new { codes, proposer });
        return rows.ToDictionary(row => row.Code, row => row.Kind);
    }

    /// <summary>The kind of a registered, open organisation, locked; null if there is none.</summary>
    public static Task<string?> HoldKindAsync(UnitOfWork work, string code) => work.FindAsync<string>(
        "SELECT kind FROM partnership.organisation WHERE code = @code AND state <> 'closed'", new { code });

    /// <summary>Locks the rows of these organisations, so that none is closed meanwhile.</summary>
    /// <returns>Why they cannot take part, if not all are verified. Some can still be verified; a closed one stays closed.</returns>
    public static async Task<Refusal?> TakeAsync(UnitOfWork work, string rule, IReadOnlyList<string> codes)
    {
        var verified = await work.ExecuteAsync(
            "UPDATE partnership.organisation SET guard = guard + 1 WHERE code IN @codes AND state = 'verified'", new { codes });
        if (verified == codes.Count) return null;
        var closed = await work.QueryAsync<string>(
            "SELECT code FROM partnership.organisation WHERE code IN @codes AND state = 'closed' ORDER BY code", new { codes });
        if (closed.Count > 0) return Problems.PartiesClosed(rule, closed);
        return Problems.PartiesNotVerified(rule, await work.QueryAsync<string>(
            "SELECT code FROM partnership.organisation WHERE code IN @codes AND state <> 'verified' ORDER BY code", new { codes }));
    }

    /// <summary>Why an unverified organisation may not propose.</summary>
    public static async Task<Refusal> WhyNotProposeAsync(UnitOfWork work, string rule, string org) => await work.FindAsync<string>(
        "SELECT code FROM partnership.organisation WHERE code = @org AND state = 'closed'", new { org }) is null
        ? Problems.EnterpriseNotVerified(org, rule)
        : Problems.OrganisationClosed(org);

    private sealed record Row
    {
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}

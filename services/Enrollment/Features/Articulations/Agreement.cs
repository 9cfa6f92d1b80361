using Enrollment.Rules;
using Kernel.Data;

namespace Enrollment.Features.Articulations;

/// <summary>What is known here of an agreement that another service owns.</summary>
internal sealed record Agreement(Guid Id, string Kind, string State, DateOnly ValidFrom, DateOnly ValidUntil, IReadOnlyList<string> Parties)
{
    /// <summary>The agreements that may be relied on at <c>@today</c>.</summary>
    public const string InForce = "SELECT id FROM enrollment.agreement WHERE state = 'active' AND valid_from <= @today AND valid_until >= @today";

    public static async Task<Agreement> ReadAsync(IReader reader, Guid id)
    {
        var row = await reader.SingleAsync<Row>("SELECT kind, state, valid_from, valid_until FROM enrollment.agreement WHERE id = @id", new { id });
        var parties = await reader.QueryAsync<string>("SELECT organisation_code FROM enrollment.agreement_party WHERE agreement_id = @id ORDER BY organisation_code", new { id });
        return new Agreement(id, row.Kind, row.State, row.ValidFrom, row.ValidUntil, parties);
    }

    /// <summary>An agreement that carries an articulation of these two today, the one that ends last; null where there is none.</summary>
    public static Task<Guid?> FindCarrierAsync(IReader reader, string from, string to, DateOnly today) => reader.FindAsync<Guid?>(
        """
        SELECT id FROM enrollment.agreement
        WHERE id IN (SELECT agreement_id FROM enrollment.agreement_party WHERE organisation_code = @from)
            AND id IN (SELECT agreement_id FROM enrollment.agreement_party WHERE organisation_code = @to)
            AND kind IN @Kinds AND id IN (
        """ + InForce + ") ORDER BY valid_until DESC, id " + Db.Page,
        new { CarryingAgreement.Kinds, from, to, today, limit = 1 });

    private sealed record Row
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidUntil { get; init; }
    }
}

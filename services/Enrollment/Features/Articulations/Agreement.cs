using Enrollment.Rules;
using Kernel.Data;

namespace Enrollment.Features.Articulations;

/// <summary>What this service knows of an agreement. Another service owns it.</summary>
internal sealed record Agreement
{
    /// <summary>The agreements that are in force on <c>@today</c>.</summary>
    public const string InForce =
        "SELECT id FROM enrollment.agreement WHERE state = 'active' AND valid_from <= @today AND valid_until >= @today";

    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string State { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>The agreement, if the organisation is a party to it. It does not end before this transaction ends.</summary>
    public static async Task<Agreement?> HoldAsync(UnitOfWork work, Guid id, string organisation)
    {
        var agreement = await work.FindAsync<Agreement>(
            """
            SELECT id, kind, state, valid_from, valid_until
            FROM enrollment.agreement
            WHERE id = @id
                AND id IN (SELECT agreement_id FROM enrollment.agreement_party WHERE organisation_code = @organisation)
            """,
            new { id, organisation });
        if (agreement is null) return null;
        var parties = await work.QueryAsync<string>(
            "SELECT organisation_code FROM enrollment.agreement_party WHERE agreement_id = @id ORDER BY organisation_code", new { id });
        return agreement with { Parties = parties };
    }

    /// <summary>The agreement that can carry an articulation of these institutions today, and ends last; null if none can.</summary>
    public static Task<Guid?> FindCarrierAsync(IReader reader, IReadOnlyList<string> institutions, DateOnly today) =>
        reader.FindAsync<Guid?>(
        $"""
        SELECT id
        FROM enrollment.agreement
        WHERE id IN (
                SELECT agreement_id FROM enrollment.agreement_party
                WHERE organisation_code IN @institutions
                GROUP BY agreement_id
                HAVING COUNT(*) = @count)
            AND kind IN @Kinds
            AND id IN ({InForce})
        ORDER BY valid_until DESC, id {Db.Page}
        """,
        new { CarryingAgreement.Kinds, institutions, count = institutions.Count, today, limit = 1 });
}

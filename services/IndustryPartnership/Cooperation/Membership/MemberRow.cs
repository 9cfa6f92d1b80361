using Kernel.Data;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>
/// The stored members of a consortium, a base or a project. Each organisation is there once at a time, with spell 0. A change locks the row
/// of the thing first.
/// </summary>
internal sealed record MemberRow
{
    /// <summary>The things in which <c>@org</c> is named, as <see cref="Members.Name"/> says.</summary>
    public const string Named =
        "SELECT n.thing_id FROM partnership.membership n WHERE n.organisation = @org AND n.spell = 0 AND n.left_on IS NULL";

    /// <summary>The things that <c>@Party</c> is in today. An invitation counts for those named.</summary>
    public const string OfParty =
        """
        SELECT m.thing_id
        FROM partnership.membership m
        WHERE m.organisation = @Party AND m.spell = 0 AND (m.left_on IS NULL OR m.left_on > @today)
            AND (m.joined_on IS NOT NULL OR m.thing_id IN (
        """ + Named + "))";

    public Guid ThingId { get; init; }
    public string Organisation { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Role { get; init; } = "";
    public DateOnly? JoinedOn { get; init; }
    public DateOnly? LeftOn { get; init; }
    public DateOnly? LeadsFrom { get; init; }
    public DateOnly? DissolvesOn { get; init; }

    /// <summary>All members of these things, also those that have not accepted.</summary>
    public static async Task<ILookup<Guid, Member>> OfAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct = default)
    {
        var rows = await reader.QueryAsync<MemberRow>(
            """
            SELECT m.thing_id, m.organisation, o.kind, m.role, m.joined_on, m.left_on, m.leads_from, m.dissolves_on
            FROM partnership.membership m
            INNER JOIN partnership.organisation o ON o.code = m.organisation
            WHERE m.thing_id IN @ids
            ORDER BY m.organisation, m.seq
            """,
            new { ids }, ct);
        return rows.ToLookup(row => row.ThingId, row => row.ToMember());
    }

    /// <summary>Replaces all that the proposal named before.</summary>
    public static async Task WriteAsync(UnitOfWork work, Guid id, IEnumerable<Member> named, string proposedBy)
    {
        await work.ExecuteAsync("DELETE FROM partnership.membership WHERE thing_id = @id", new { id });
        foreach (var member in named) await AddAsync(work, id, member, proposedBy);
    }

    /// <summary>Adds an organisation's time in it. The one before it gets a number, so that 0 is free.</summary>
    public static async Task AddAgainAsync(UnitOfWork work, Guid id, Member member, string invitedBy)
    {
        await work.ExecuteAsync(
            """
            UPDATE partnership.membership
            SET spell = (
                SELECT COUNT(*)
                FROM partnership.membership e
                WHERE e.thing_id = @id AND e.organisation = @Organisation)
            WHERE thing_id = @id AND organisation = @Organisation AND spell = 0
            """,
            new { id, member.Organisation });
        await AddAsync(work, id, member, invitedBy);
    }

    /// <summary>Updates an organisation's present time in it.</summary>
    public static Task ChangeAsync(UnitOfWork work, Guid id, Member member) => work.ChangeAsync(
        """
        UPDATE partnership.membership
        SET role = @Role, joined_on = @JoinedOn, leads_from = @LeadsFrom, left_on = @LeftOn, dissolves_on = @DissolvesOn
        WHERE thing_id = @id AND organisation = @Organisation AND spell = 0
        """,
        new { id, member.Organisation, member.Role, member.JoinedOn, member.LeadsFrom, member.LeftOn, member.DissolvesOn });

    public static Task RemoveAsync(UnitOfWork work, Guid id, string organisation) => work.ChangeAsync(
        "DELETE FROM partnership.membership WHERE thing_id = @id AND organisation = @organisation AND spell = 0", new { id, organisation });

    private static Task AddAsync(UnitOfWork work, Guid id, Member member, string invitedBy) => work.ExecuteAsync(
        """
        INSERT INTO partnership.membership (thing_id, organisation, spell, role, invited_by, joined_on, leads_from)
        VALUES (@id, @Organisation, 0, @Role, @invitedBy, @JoinedOn, @LeadsFrom)
        """,
        new { id, member.Organisation, member.Role, invitedBy, member.JoinedOn, member.LeadsFrom });

    private Member ToMember() => new(Organisation, Kind, Role, JoinedOn, LeftOn, LeadsFrom) { DissolvesOn = DissolvesOn };
}

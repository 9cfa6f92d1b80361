using Contracts;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>A contact at an organisation. It is personal data, so no event, audit or history contains it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Desk">The responsibility: <c>agreements</c>, <c>internships</c>, <c>teachers</c> or <c>general</c>.</param>
/// <param name="Name">The person's name, or the office's.</param>
/// <param name="Email">The address for letters.</param>
/// <param name="Phone">The number to call.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Contact(
    Guid Id, [property: OneOf("agreements", "internships", "teachers", "general")] string Desk, string Name, string Email, string? Phone,
    int Version) : IVersioned;

internal sealed record ContactRow
{
    public const string Select =
        """
        SELECT c.seq, c.id, c.desk, n.value AS name, e.value AS email, p.value AS phone, c.version
        FROM partnership.contact c
        INNER JOIN partnership.personal_value n ON n.id = c.name_id
        INNER JOIN partnership.personal_value e ON e.id = c.email_id
        LEFT JOIN partnership.personal_value p ON p.id = c.phone_id
        """;

    /// <summary>The roles that see contacts, if their organisation does.</summary>
    public static readonly string[] Readers =
        [Roles.Authority, Roles.OrgAdmin, Roles.Signatory, Roles.Coordinator, Roles.InternshipManager, Roles.Registrar];

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Desk { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string? Phone { get; init; }
    public int Version { get; init; }

    /// <summary>
    /// The organisation itself and authorities see contacts. So does a party of an agreement in force with it, or of one that it has
    /// proposed. Naming an organisation in a proposal opens nothing.
    /// </summary>
    public static async Task<bool> IsSeenAsync(IReader reader, string code, Caller caller, CancellationToken ct = default) =>
        await reader.SingleAsync<int>("SELECT COUNT(*) FROM partnership.organisation WHERE code = @code", new { code }, ct) > 0
        && (caller.Org == code || caller.Is(Roles.Authority) || await reader.SingleAsync<int>(
            """
            SELECT COUNT(*)
            FROM partnership.agreement a
            INNER JOIN partnership.agreement_party t ON t.agreement_id = a.id AND t.organisation = @code
            INNER JOIN partnership.agreement_party o ON o.agreement_id = a.id AND o.organisation = @Org
            WHERE a.state = 'active' OR (a.state IN ('proposed', 'signed') AND a.drafted_by = @code)
            """,
            new { code, caller.Org }, ct) > 0);

    /// <summary>A contact of an organisation, locked until this transaction ends.</summary>
    public static async Task<Contact?> HoldAsync(UnitOfWork work, string code, Guid id) => (await work.FindAsync<ContactRow>(
        Select + " WHERE c.id = @id AND c.organisation = @code", new { id, code }))?.Show();

    public Contact Show() => new(Id, Desk, Name, Email, Phone, Version);
}

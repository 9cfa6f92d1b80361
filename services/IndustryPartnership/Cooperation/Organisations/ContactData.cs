using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// A contact of an organisation or of its client as a person (D44). The organisation reads what is held, and removes or edits it itself, so
/// nobody has to ask for an erasure.
/// </summary>
internal static class ContactData
{
    public static DataSubject Subject { get; } = new()
    {
        Kind = "contact",
        Roles = [Roles.OrgAdmin],
        FindAsync = FindAsync,
        ThingsAsync = ThingsAsync,
    };

    private static async Task<SubjectSeen?> FindAsync(IReader reader, Guid id, Act act)
    {
        if (!act.Caller.Is(Roles.OrgAdmin)) return null;
        var organisation = await reader.FindAsync<string>(
            """
            SELECT organisation FROM partnership.contact WHERE id = @id
            UNION ALL
            SELECT organisation FROM partnership.client WHERE id = @id AND contact_name_id IS NOT NULL
            """,
            new { id });
        return organisation == act.Caller.Org ? new(organisation, IsSelf: false) : null;
    }

    private static Task<IReadOnlyList<ThingOfPerson>> ThingsAsync(IReader reader, Guid id) => reader.QueryAsync<ThingOfPerson>(
        """
        SELECT 'contact' AS kind, id, NULL AS part FROM partnership.contact WHERE id = @id
        UNION ALL
        SELECT 'client', id, 'contact' FROM partnership.client WHERE id = @id
        """,
        new { id });
}

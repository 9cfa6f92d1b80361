using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// Mentors as persons of their enterprises (D37). Placements, changes and logbooks have a mentor's id; the key of the mentor's tokens
/// stands apart (D44).
/// </summary>
internal static class MentorRow
{
    public const string Kind = "mentor";

    /// <summary>The mentors that the viewer is. The parameters are a <see cref="Viewer"/>'s.</summary>
    public const string OfViewer =
        $"(SELECT r.id FROM partnership.mentor r WHERE r.enterprise = @Org AND r.person_id IN {PersonalValues.OfViewer})";

    /// <summary>The mentor who bears a person at an enterprise; a new one if nobody was named so.</summary>
    public static async Task<Guid> NamedAsync(UnitOfWork work, string enterprise, string person, Act act)
    {
        var known = await work.FindAsync<Guid?>(
            """
            SELECT r.id
            FROM partnership.mentor r
            INNER JOIN partnership.personal_value v ON v.id = r.person_id
            WHERE r.enterprise = @enterprise AND v.lookup = @person
            """,
            new { enterprise, person });
        if (known is { } mentor) return mentor;
        var id = Guid.CreateVersion7();
        var personId = await work.KeepOwnKeyAsync(Kind, id, Kind, person, enterprise, act.Now);
        await work.ExecuteAsync(
            "INSERT INTO partnership.mentor (id, enterprise, person_id, created_at) VALUES (@id, @enterprise, @personId, @Now)",
            new { id, enterprise, personId, act.Now });
        return id;
    }

    /// <summary>How replies name a mentor: by the key or, after an erasure, by an id that is nobody's key.</summary>
    public static string? Name(string? key, Guid? id) => key ?? id?.ToString("N");
}

using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// Personal values, in one table, each under a random id (D44). Records, audit and events hold the id alone, and erasure deletes the row.
/// </summary>
internal static class PersonValues
{
    public const string PrintedName = "printed-name";

    public static async Task<Guid> KeepAsync(UnitOfWork work, string kind, string value, Act act)
    {
        var id = Guid.NewGuid();
        await work.ExecuteAsync(
            "INSERT INTO faculty.person_value (id, kind, value, created_at) VALUES (@id, @kind, @value, @Now)",
            new { id, kind, value, act.Now });
        return id;
    }

    public static Task<string?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        reader.FindAsync<string>("SELECT value FROM faculty.person_value WHERE id = @id", new { id }, ct);
}

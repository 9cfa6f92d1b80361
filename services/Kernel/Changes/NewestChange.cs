using Kernel.Data;

namespace Kernel.Changes;

/// <summary>The newest change of a thing that somebody still sees.</summary>
internal sealed record NewestChange
{
    public Guid Id { get; init; }
    public string ThingId { get; init; } = "";
    public int Version { get; init; }
    public string Subject { get; init; } = "";
    public IReadOnlyList<Sight> Sights { get; init; } = [];

    public static async Task<IReadOnlyDictionary<string, NewestChange>> OfAsync(IReader reader, string kind, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0) return new Dictionary<string, NewestChange>();
        var newest = await reader.QueryAsync<NewestChange>(
            """
            SELECT id, thing_id, version, subject
            FROM $schema.change
            WHERE kind = @kind AND thing_id IN @ids AND superseded_at IS NULL
            """,
            new { kind, ids });
        if (newest.Count == 0) return new Dictionary<string, NewestChange>();
        var sights = (await reader.QueryAsync<Row>(
            """
            SELECT s.change_id, s.organisation, s.role, s.form, f.data
            FROM $schema.change_sight s
            LEFT JOIN $schema.change_form f ON f.change_id = s.change_id AND f.form = s.form
            WHERE s.change_id IN @changes
            """,
            new { changes = newest.Select(change => change.Id) })).ToLookup(row => row.ChangeId);
        return newest.ToDictionary(
            change => change.ThingId,
            change => change with { Sights = [.. sights[change.Id].Select(row => row.ToSight())] });
    }

    private sealed record Row
    {
        public Guid ChangeId { get; init; }
        public string Organisation { get; init; } = "";
        public string Role { get; init; } = "";
        public int? Form { get; init; }
        public string? Data { get; init; }

        // An erased reply was seen too.
        public Sight ToSight() => new(Organisation, Role, Form is null ? null : Data ?? "");
    }
}

namespace Kernel.Changes;

/// <summary>A row of the feed for an organisation with a role, or for strangers.</summary>
internal sealed record Entry
{
    /// <summary>Entries in a range of positions. A snapshot has the newest change of each thing that is in sight.</summary>
    public const string Select =
        """
        SELECT s.position, s.change_id, s.role, s.form, c.kind, c.thing_id, c.version, c.subject, c.recorded_at
        FROM $schema.change_sight s
        JOIN $schema.change c ON c.id = s.change_id
        WHERE s.position > @after
            AND s.position <= @until
            AND s.role IN @roles
            AND (@kind IS NULL OR c.kind = @kind)
            AND (@isSnapshot = 0 OR c.superseded_at IS NULL)
        """;

    public long Position { get; init; }
    public Guid ChangeId { get; init; }
    public string Role { get; init; } = "";
    public int? Form { get; init; }
    public string Kind { get; init; } = "";
    public string ThingId { get; init; } = "";
    public int Version { get; init; }
    public string Subject { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>One entry for each position: an organisation's own goes before that of strangers, and sight before none.</summary>
    public static IEnumerable<Entry> Seen(IEnumerable<Entry> own, IEnumerable<Entry> strangers) =>
        own.Concat(strangers)
            .DistinctBy(entry => (entry.Position, entry.Role))
            .GroupBy(entry => entry.Position)
            .OrderBy(at => at.Key)
            .Select(at => at.FirstOrDefault(entry => entry.Form is not null) ?? at.First());
}

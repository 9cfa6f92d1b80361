namespace Testing;

/// <summary>The tables of <c>contracts/events.md</c>: what each operation, consumer and sweep publishes, and when.</summary>
public static class EventTable
{
    /// <summary>The rows, each with the heading that it stands under.</summary>
    public static IReadOnlyList<EventRow> Rows { get; } = Read();

    /// <summary>The rows of a service's operations, by operation.</summary>
    public static IReadOnlyDictionary<string, EventRow> OperationsOf(string service) =>
        Rows.Where(row => row.Heading == $"Operations of {service}").ToDictionary(row => row.Name);

    private static List<EventRow> Read()
    {
        var rows = new List<EventRow>();
        var heading = "";
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "contracts", "events.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) heading = line[3..];
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length != 5 || cells[2] is "event" or "---") continue;
            rows.Add(new EventRow(heading, cells[1], cells[2] == "no event" ? []
                : Pair(cells[1], cells[2].Split("; "), cells[3].Split("; "))));
        }
        return rows;
    }

    private static List<PublishedEvent> Pair(string name, string[] events, string[] conditions) =>
        events.Length == conditions.Length && !conditions.Contains("")
        ? [.. events.Zip(conditions, (type, when) => new PublishedEvent(type, when))]
        : throw new FormatException($"{name} has {events.Length} events and {conditions.Length} conditions.");
}

/// <param name="Heading">What it stands under.</param>
/// <param name="Name">The operation, or the class.</param>
/// <param name="Events">What it publishes; none where it publishes nothing.</param>
public sealed record EventRow(string Heading, string Name, IReadOnlyList<PublishedEvent> Events);

/// <param name="Type">The event's type.</param>
/// <param name="When">The condition.</param>
public sealed record PublishedEvent(string Type, string When)
{
    public bool IsAlways => When.StartsWith("always", StringComparison.Ordinal);
}

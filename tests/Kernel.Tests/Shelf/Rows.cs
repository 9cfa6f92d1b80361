namespace Kernel.Tests.Shelf;

/// <summary>How many rows there are of each kind.</summary>
internal sealed record Rows
{
    public long Books { get; init; }
    public long Audit { get; init; }
    public long Outbox { get; init; }
    public long Keys { get; init; }
    public long Effects { get; init; }
    public long Inbox { get; init; }
    public long Parked { get; init; }
}

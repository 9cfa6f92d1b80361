using MassTransit;

namespace Kernel.Tests.Shelf;

[MessageUrn("shelf:book-added:v1")]
[EntityName("shelf:book-added:v1")]
public sealed record BookAddedV1
{
    public required Guid BookId { get; init; }
    public required string Title { get; init; }
    public required int Version { get; init; }
}

/// <summary>What a consumer of <see cref="BookAddedV1"/> publishes where a test asks it to.</summary>
[MessageUrn("shelf:book-noted:v1")]
[EntityName("shelf:book-noted:v1")]
public sealed record BookNotedV1
{
    public required string Title { get; init; }
}

using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace Kernel.Changes;

/// <summary>Where a reader of the feed goes on, and for how long it waits.</summary>
public sealed record ChangeFilter
{
    /// <summary><c>start</c>, the default, for a snapshot; or the cursor of an event or of the header <c>Link</c>.</summary>
    [Code(200)]
    public string? After { get; init; }

    /// <summary>The most events; 50 by default.</summary>
    [Range(1, 200)]
    public int? Limit { get; init; }

    /// <summary>How many seconds to wait while there is no event; 0 by default.</summary>
    [Range(0, 20)]
    public int? Wait { get; init; }

    /// <summary>Only things of this kind, such as <c>learner</c>.</summary>
    [Code]
    public string? Kind { get; init; }
}

using Kernel.Http;

namespace FacultyCertification.Features.Applications;

/// <summary>The filters of the list of applications.</summary>
internal sealed record ApplicationFilter
{
    [OneOf("draft", "submitted", "under-review", "public-notice", "certified", "refused", "withdrawn")]
    public string? State { get; init; }

    public Guid? TeacherId { get; init; }

    [OneOf(Rules.Level.Junior, Rules.Level.Intermediate, Rules.Level.Senior)]
    public string? Level { get; init; }

    [Code]
    public string? StaffNumber { get; init; }

    /// <summary>The teacher's own identifier.</summary>
    [Code(100)]
    public string? Person { get; init; }

    [Code]
    public string? Unit { get; init; }
}

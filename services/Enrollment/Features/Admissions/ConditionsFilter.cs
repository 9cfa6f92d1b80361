using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace Enrollment.Features.Admissions;

/// <summary>The filters of the list of admission conditions.</summary>
internal sealed record ConditionsFilter
{
    [Code]
    public string? Pathway { get; init; }

    [Range(1900, 2100)]
    public int? Year { get; init; }

    [Code]
    public string? Region { get; init; }
}

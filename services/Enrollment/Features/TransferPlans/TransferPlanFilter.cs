using Kernel.Http;
using System.ComponentModel.DataAnnotations;

namespace Enrollment.Features.TransferPlans;

/// <summary>The filters of the list of transfer plans.</summary>
internal sealed record TransferPlanFilter
{
    [Code]
    public string? FromInstitution { get; init; }

    [Code]
    public string? ToInstitution { get; init; }

    [Range(1900, 2100)]
    public int? Cohort { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace Enrollment.Features.Programmes;

/// <summary>The filters of the list of leads of modules.</summary>
internal sealed record ModuleLeadFilter
{
    public Guid? Programme { get; init; }

    public Guid? Teacher { get; init; }

    [Range(1900, 2100)]
    public int? Cohort { get; init; }
}

using FacultyCertification.Rules;
using Kernel.Http;

namespace FacultyCertification.Features.Teachers;

/// <summary>The filters of the list of teachers.</summary>
internal sealed record TeacherFilter
{
    [OneOf(Scope.Specialist, Scope.InternshipInstructor, Scope.General)]
    public string? Category { get; init; }

    [Code]
    public string? StaffNumber { get; init; }

    [Code(100)]
    public string? Person { get; init; }

    [Code]
    public string? Unit { get; init; }

    /// <summary>Whether the employment goes on today.</summary>
    [OneOf("to-come", "employed", "departed")]
    public string? State { get; init; }
}

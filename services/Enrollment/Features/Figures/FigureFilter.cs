using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace Enrollment.Features.Figures;

/// <summary>Which figure, of whom, and at which two times.</summary>
internal sealed record FigureFilter
{
    [OneOf(Measure.Progression, Measure.PassRate, Measure.FurtherStudy, Measure.Employment)]
    public required string Of { get; init; }

    [Code]
    public string? Institution { get; init; }

    public Guid? ArticulationId { get; init; }

    [Range(1900, 2100)]
    public int? Cohort { get; init; }

    [Code]
    public string? Class { get; init; }

    public DateOnly? AsOf { get; init; }

    public DateOnly? KnownOn { get; init; }

    public FigureGroup ToGroup(DateOnly today) =>
        new(Of, Institution, ArticulationId, Cohort, Class, AsOf ?? today, KnownOn ?? today);
}

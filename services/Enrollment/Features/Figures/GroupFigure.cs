using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Figures;

/// <summary>A figure of a group of learners (D41).</summary>
public sealed record GroupFigure
{
    /// <summary><c>progression</c>, <c>pass-rate</c>, <c>further-study</c> or <c>employment</c>.</summary>
    [OneOf("progression", "pass-rate", "further-study", "employment")]
    public required string Measure { get; init; }

    /// <summary>The institution that enrolled the learners, or to which they were transferred, if one was asked for.</summary>
    public required string? Institution { get; init; }

    /// <summary>The articulation, if one was asked for.</summary>
    public required Guid? ArticulationId { get; init; }

    /// <summary>The year in which the cohort began, if one was asked for.</summary>
    public required int? Cohort { get; init; }

    /// <summary>The code of the class, if one was asked for.</summary>
    public required string? Class { get; init; }

    /// <summary>
    /// Learners in the undergraduate stage or after it, who passed, in further study, or employed: by the last record as of the day.
    /// </summary>
    public required int Numerator { get; init; }

    /// <summary>All learners of the group; for the pass rate, those with a published result; for outcomes, those who graduated.</summary>
    public required int Denominator { get; init; }

    /// <summary>Learners of the denominator with a record that says yes or no.</summary>
    public required int Recorded { get; init; }

    /// <summary>Graduates who were asked and did not say.</summary>
    public required int Unknown { get; init; }

    /// <summary>Graduates without a record. They are in the denominator, and nothing is guessed of them.</summary>
    public required int NotRecorded { get; init; }

    /// <summary>The day on which it holds.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>It uses the records known on this day.</summary>
    public required DateOnly KnownOn { get; init; }

    /// <summary>Per cent with two decimals, rounded half up, such as <c>100.00</c>; null where the denominator is 0.</summary>
    public required string? Value { get; init; }

    internal static GroupFigure Of(FigureGroup group, FigureCount count) => new()
    {
        Measure = group.Measure,
        Institution = group.Institution,
        ArticulationId = group.Articulation,
        Cohort = group.Cohort,
        Class = group.Class,
        Numerator = count.Yes,
        Denominator = count.Denominator,
        Recorded = count.Yes + count.No,
        Unknown = count.Unknown,
        NotRecorded = count.None,
        AsOf = group.AsOf,
        KnownOn = group.KnownOn,
        Value = Percent.Of(count.Yes, count.Denominator),
    };
}

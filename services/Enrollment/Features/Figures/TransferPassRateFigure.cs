using Kernel;

namespace Enrollment.Features.Figures;

/// <summary>D41: the pass rate of a cohort at the transfer exam.</summary>
public sealed record TransferPassRateFigure
{
    /// <summary>Always <c>transfer-pass-rate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The code of the institution of the vocational stages.</summary>
    public required string FromInstitution { get; init; }

    /// <summary>The code of the institution of the undergraduate stage.</summary>
    public required string ToInstitution { get; init; }

    /// <summary>The year in which the cohort began.</summary>
    public required int Cohort { get; init; }

    /// <summary>Learners whose last published result is a pass.</summary>
    public required int Numerator { get; init; }

    /// <summary>Learners with a published result, each once. The plan says how absence counts (D9).</summary>
    public required int Denominator { get; init; }

    /// <summary>The day on which the results hold.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>It uses the records known on this day; null if none was asked for.</summary>
    public required DateOnly? KnownOn { get; init; }

    /// <summary>Per cent with two decimals, rounded half up, such as <c>100.00</c>; null where the denominator is 0.</summary>
    public required string? Value { get; init; }

    internal static TransferPassRateFigure Of(
        string fromInstitution, string toInstitution, int cohort, DateOnly asOf, DateOnly? knownOn, PassCount count) => new()
        {
            Name = "transfer-pass-rate",
            FromInstitution = fromInstitution,
            ToInstitution = toInstitution,
            Cohort = cohort,
            Numerator = count.Numerator,
            Denominator = count.Denominator,
            AsOf = asOf,
            KnownOn = knownOn,
            Value = Percent.Of(count.Numerator, count.Denominator),
        };
}

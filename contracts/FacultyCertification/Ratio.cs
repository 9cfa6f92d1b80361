namespace Contracts.FacultyCertification;

/// <summary>An institution's dual-qualified ratio on a day, as it was known then (D41).</summary>
public sealed record RatioV1
{
    /// <summary>The code of the institution.</summary>
    public required string Institution { get; init; }

    /// <summary>Teachers in scope with a certificate in force.</summary>
    public required int Numerator { get; init; }

    /// <summary>Teachers in scope (D14).</summary>
    public required int Denominator { get; init; }

    /// <summary>Per cent with two decimals, rounded half up, such as <c>92.75</c>; null where the denominator is 0.</summary>
    public string? Value { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Counts its values, from 1.</summary>
    public required int Version { get; init; }
}

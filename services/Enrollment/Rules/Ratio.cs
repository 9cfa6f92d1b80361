namespace Enrollment.Rules;

/// <summary>D41: a share in per cent with two decimals, rounded half up; nobody's share is null, neither 0 nor 100.</summary>
internal static class Ratio
{
    public static decimal? Percent(int numerator, int denominator) =>
        // In whole hundredths: a half is added before the one division, which rounds down.
        denominator == 0 ? null : ((20_000L * numerator) + denominator) / (2L * denominator) * 0.01m;
}

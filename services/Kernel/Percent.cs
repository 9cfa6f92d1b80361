using System.Globalization;

namespace Kernel;

/// <summary>A share in per cent with two decimals, rounded half up; null for a denominator of 0.</summary>
public static class Percent
{
    /// <param name="numerator">The number of counted things; 0 or more.</param>
    /// <param name="denominator">The number of all things; 0 or more.</param>
    /// <returns>Exactly two decimals, such as <c>92.75</c>.</returns>
    public static string? Of(int numerator, int denominator)
    {
        if (denominator == 0) return null;
        // With whole numbers, half a hundredth is added before the one division, because it rounds down.
        var hundredths = ((20_000L * numerator) + denominator) / (2L * denominator);
        return (hundredths * 0.01m).ToString(CultureInfo.InvariantCulture);
    }
}

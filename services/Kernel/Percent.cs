using System.Globalization;

namespace Kernel;

/// <summary>A share in per cent with two decimals, rounded half up; there is none of a denominator of 0.</summary>
public static class Percent
{
    /// <param name="numerator">How many of the denominator count; 0 or more.</param>
    /// <param name="denominator">How many there are; 0 or more.</param>
    /// <returns>Exactly two decimals, such as <c>92.75</c>.</returns>
    public static string? Of(int numerator, int denominator)
    {
        if (denominator == 0) return null;
        // Whole numbers: half a hundredth is added before the one division, which rounds down.
        var hundredths = ((20_000L * numerator) + denominator) / (2L * denominator);
        return (hundredths * 0.01m).ToString(CultureInfo.InvariantCulture);
    }
}

namespace Enrollment.Rules;

/// <summary>D8, D10: a candidate's total, exactly. Weights are in ten-thousandths; marks, bonus and total in hundredths.</summary>
internal static class ExamTotal
{
    /// <summary>The rule as the institutions approve it with the plan.</summary>
    public const string Rounding = "total rounded half up to two decimals, once, after weighting and bonus";

    public static int Of(IEnumerable<(int Weight, int Mark)> parts, int bonus) =>
        (int)((Weighted(parts) + ((long)bonus * ComponentWeights.Whole) + (ComponentWeights.Whole / 2)) / ComponentWeights.Whole);

    private static long Weighted(IEnumerable<(int Weight, int Mark)> parts) => parts.Sum(part => (long)part.Weight * part.Mark);
}

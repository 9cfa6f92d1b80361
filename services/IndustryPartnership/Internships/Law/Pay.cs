using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>What a learner is paid (D33), in CNY with at most two decimals.</summary>
/// <param name="Monthly">The monthly pay.</param>
/// <param name="SamePost">The monthly wage of the same post.</param>
/// <param name="InMoney">Whether it is paid in money, directly to the learner.</param>
/// <param name="PaidMonthly">Whether it is paid at least once a month.</param>
/// <param name="LowestGrade">The enterprise's lowest monthly wage, if known.</param>
/// <param name="Probation">The monthly wage of the post during probation, as in the rules of 2016.</param>
/// <param name="Reason">Why it is less than the rules ask for in principle.</param>
public sealed record Pay(
    [property: Range(0.0, 1_000_000.0)] decimal Monthly,
    [property: Range(0.0, 1_000_000.0)] decimal SamePost,
    bool InMoney,
    bool PaidMonthly,
    [property: Range(0.0, 1_000_000.0)] decimal? LowestGrade = null,
    [property: Range(0.0, 1_000_000.0)] decimal? Probation = null,
    [property: Text(1000)] string? Reason = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new[] { Monthly, SamePost, LowestGrade ?? 0, Probation ?? 0 }.Any(amount => decimal.Round(amount, 2) != amount))
        {
            yield return new ValidationResult("Amounts have at most two decimals.", [nameof(SlotTerms.Pay)]);
        }
    }
}

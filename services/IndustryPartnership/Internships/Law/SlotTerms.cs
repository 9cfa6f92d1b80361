using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>What a learner is paid (D33), in CNY with at most two decimals.</summary>
/// <param name="Monthly">The pay of a month.</param>
/// <param name="SamePost">The monthly wage of the same post.</param>
/// <param name="InMoney">Whether it is paid in money, and directly to the learner.</param>
/// <param name="PaidMonthly">Whether it is paid at least once a month.</param>
/// <param name="LowestGrade">The enterprise's lowest monthly wage, where it is known.</param>
/// <param name="Probation">The monthly wage of the post during probation: what the rules of 2016 looked at.</param>
/// <param name="Reason">Why it is less than the rules ask for in principle.</param>
public sealed record Pay(
    [property: Range(0.0, 1_000_000.0)] decimal Monthly, [property: Range(0.0, 1_000_000.0)] decimal SamePost, bool InMoney, bool PaidMonthly,
    [property: Range(0.0, 1_000_000.0)] decimal? LowestGrade = null, [property: Range(0.0, 1_000_000.0)] decimal? Probation = null, [property: Text(1000)] string? Reason = null);

/// <summary>The liability insurance of the internship (D35).</summary>
/// <param name="Insurer">Who insures.</param>
/// <param name="PolicyNumber">The policy's number.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="ChargedToStudent">Whether learners pay for it.</param>
/// <param name="TakenFromPay">Whether it is taken from the learners' pay.</param>
/// <param name="TakenOutBy">Who took it out: <c>enterprise</c> or <c>institution</c>; null where an earlier version did not ask.</param>
public sealed record Insurance(
    [property: Name(200)] string Insurer, [property: Name(100)] string PolicyNumber, [property: Day] DateOnly From,
    [property: Day] DateOnly Until, bool ChargedToStudent,
    bool TakenFromPay = false, [property: OneOf(LiabilityInsurance.Enterprise, LiabilityInsurance.Institution)] string? TakenOutBy = null)
        : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Until < From) yield return new ValidationResult("The last day is not before the first.", [nameof(Until)]);
    }
}

/// <summary>A named person attests for the enterprise, or for the institution, what is not asked of learners (D34).</summary>
/// <param name="By">The person's name: shown to the enterprise and to the institution that approves the slot, and to nobody else.</param>
/// <param name="On">The day of the attestation.</param>
/// <param name="Absent">
/// What is not asked: <c>deposit</c>, <c>training-fee</c>, <c>commission</c>, <c>management-fee</c>, <c>material-fee</c>,
/// <c>placement-fee</c>, <c>identity-papers</c>, <c>guarantee</c>.
/// </param>
public sealed record Attestation(
    [property: Name(100)] string By, [property: Day] DateOnly On, [property: MaxLength(20), Code] IReadOnlyList<string> Absent)
{
    /// <summary>Why a word that is listed as absent is none; nothing where all are known.</summary>
    internal IEnumerable<ValidationResult> WrongWords(string member)
    {
        if (!Absent.All(SlotWords.Burdens.Contains))
        {
            yield return new ValidationResult($"Each thing that is absent is one of: {string.Join(", ", SlotWords.Burdens)}.", [member]);
        }
    }
}

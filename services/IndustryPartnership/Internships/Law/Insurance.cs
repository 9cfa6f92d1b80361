using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>The liability insurance of the internship (D35).</summary>
/// <param name="Insurer">The insurer.</param>
/// <param name="PolicyNumber">The policy's number.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="ChargedToStudent">Whether learners pay for it.</param>
/// <param name="TakenFromPay">Whether it is taken from the learners' pay.</param>
/// <param name="TakenOutBy">Who took it out: <c>enterprise</c> or <c>institution</c>; null in records from before this was asked.</param>
public sealed record Insurance(
    [property: Name(200)] string Insurer, [property: Name(100)] string PolicyNumber, [property: Day] DateOnly From,
    [property: Day] DateOnly Until, bool ChargedToStudent,
    bool TakenFromPay = false, [property: OneOf(LiabilityInsurance.Enterprise, LiabilityInsurance.Institution)] string? TakenOutBy = null)
        : IValidatableObject
{
    /// <summary>Whether both records are of one policy: the insurer's number names it.</summary>
    internal bool IsSameAs(Insurance other) => (Insurer, PolicyNumber) == (other.Insurer, other.PolicyNumber);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Until < From) yield return new ValidationResult("The last day must not be before the first day.", [nameof(Until)]);
    }
}

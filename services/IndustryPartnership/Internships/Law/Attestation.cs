using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>A named person attests, for the enterprise or the institution, that nothing listed here is asked of learners (D34).</summary>
/// <param name="By">
/// The person's name. Only the enterprise and the institution that approved the slot see it; it is null for others.
/// </param>
/// <param name="On">The day of the attestation.</param>
/// <param name="Absent">
/// What is not asked: <c>deposit</c>, <c>training-fee</c>, <c>commission</c>, <c>management-fee</c>, <c>material-fee</c>,
/// <c>placement-fee</c>, <c>identity-papers</c>, <c>guarantee</c>.
/// </param>
public sealed record Attestation(
    [property: Required, Name(100)] string? By, [property: Day] DateOnly On, [property: MaxLength(20), Code] IReadOnlyList<string> Absent)
    : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Absent.All(SlotWords.Burdens.Contains))
        {
            yield return new ValidationResult(
                $"Each entry of absent must be one of: {string.Join(", ", SlotWords.Burdens)}.", [nameof(Absent)]);
        }
    }

    /// <summary>The stored form: each entry once, in alphabetical order.</summary>
    internal Attestation InOrder() => this with { Absent = SlotTerms.InOrder(Absent) };

    /// <summary>The version without the name, for other readers.</summary>
    internal Attestation Unnamed() => this with { By = null };
}

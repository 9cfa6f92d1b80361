using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>A named person attests for the enterprise, or for the institution, what is not asked of learners (D34).</summary>
/// <param name="By">The person's name. It is shown to the enterprise and to the institution that approved the slot; to others it is
/// null.</param>
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
                $"Each thing that is absent is one of: {string.Join(", ", SlotWords.Burdens)}.", [nameof(Absent)]);
        }
    }

    /// <summary>What is stored: each thing once, in the order of the alphabet.</summary>
    internal Attestation InOrder() => this with { Absent = SlotTerms.InOrder(Absent) };

    /// <summary>What others read, who are not told the name.</summary>
    internal Attestation Unnamed() => this with { By = null };
}

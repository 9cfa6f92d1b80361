using System.ComponentModel.DataAnnotations;
using IndustryPartnership.Internships.Law;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

public static partial class WriteSlot
{
    /// <param name="Title">Its title.</param>
    /// <param name="PostKind">The kind of post, as the enterprise's staff counts name it (D29).</param>
    /// <param name="Capacity">How many learners it takes.</param>
    /// <param name="StartsOn">The first day. The pack of the first day on which a learner could begin judges the slot.</param>
    /// <param name="EndsOn">The last day.</param>
    /// <param name="Terms">Its terms: the work and its conditions.</param>
    /// <param name="BaseId">The base where learners work, if any. The enterprise must be a party to it (D25).</param>
    public sealed record Request(
        [property: Name(200)] string Title,
        [property: Name(60)] string PostKind,
        [property: Range(1, 100_000)] int Capacity,
        [property: Day] DateOnly StartsOn,
        [property: Day] DateOnly EndsOn,
        SlotTerms Terms,
        Guid? BaseId = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (EndsOn < StartsOn) yield return new ValidationResult("The last day must not be before the first day.", [nameof(EndsOn)]);
        }
    }
}

using System.ComponentModel.DataAnnotations;
using Enrollment.Features.Admissions;
using Enrollment.Rules;
using Kernel.Http;

namespace Enrollment.Features.Learners;

/// <summary>What should have been recorded. What is left out stays as it is.</summary>
public sealed record CorrectLearnerRequest : IValidatableObject
{
    /// <summary>What the mistake was; kept in the audit.</summary>
    [Text(400)]
    public required string Reason { get; init; }

    /// <summary>The learner's birth date; 10 to 80 years before the day of enrolment.</summary>
    [Day("1900-01-01")]
    public DateOnly? BirthDate { get; init; }

    /// <summary>The learner's number at the enrolling institution.</summary>
    [Code(40, Pattern = "^[0-9A-Za-z-]{1,40}$")]
    public string? StudentNumber { get; init; }

    /// <summary>The year in which the learner's present cohort began.</summary>
    [Range(2000, 2100)]
    public int? Cohort { get; init; }

    /// <summary>The code of the learner's present class.</summary>
    [Code]
    public string? Class { get; init; }

    /// <summary>What the learner was admitted by. If it does not meet the year's conditions, that is a risk (D2).</summary>
    public AdmissionStatement? Admission { get; init; }

    /// <summary>The day of enrolment.</summary>
    [Day(CohortOfEnrolment.FirstDay)]
    public DateOnly? EnrolledOn { get; init; }

    /// <summary>The first day of the present stage. In the first stage it is the day of enrolment.</summary>
    [Day]
    public DateOnly? StageBeganOn { get; init; }

    /// <summary>
    /// The first day of the present state; after a withdrawal, the first day after it. Not together with
    /// <c>withdrawalWasMistake</c>: it would be the day of a state that is not the present one yet.
    /// </summary>
    [Day]
    public DateOnly? Since { get; init; }

    /// <summary>True if the learner never left. The withdrawal then never was, and the training goes on as before it.</summary>
    public bool? WithdrawalWasMistake { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WithdrawalWasMistake == true && Since is not null)
        {
            yield return new ValidationResult("A withdrawal that never was has no day. Correct it afterwards.", [nameof(Since)]);
        }
    }
}

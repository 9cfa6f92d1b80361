using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Admissions;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace Enrollment.Features.Learners;

/// <summary>
/// A registrar corrects a mistake in the record of a learner (D43). The old values stay readable. What was done on their footing stays
/// done, and is a risk where the corrected record would have refused it.
/// </summary>
public static class CorrectLearner
{
    /// <summary>What should have been recorded. What is left out stays as it is.</summary>
    public sealed record Request : IValidatableObject
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
        [Day(Rules.CohortOfEnrolment.FirstDay)]
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

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectLearner)).WithSummary("Correct the record of a learner").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        var decided = await CorrectAsync(work, events, learner, request, act);
        return decided.Thing is { } corrected ? await work.CommitAsync(TypedResults.Ok(corrected)) : decided.Refusal!;
    }

    /// <summary>Judges and records a correction, for a request and for a row of an import.</summary>
    internal static async Task<Decided<Learner>> CorrectAsync(
        UnitOfWork work, IPublishEndpoint events, Learner learner, Request request, Act act)
    {
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (await CorrectionJudge.WhyNotBackAsync(work, request, learner) is { } notBack) return notBack;
        var facts = await FactRow.StandingAsync(work, learner.Id);
        var admission = await EnrolledAdmission.JudgeCorrectedAsync(work, request, learner, facts);
        var correction = Correction.Of(learner, facts, request, admission);
        if (CorrectionJudge.WhyNot(request, correction, act.Today) is { } refused) return refused;
        if (await CorrectionJudge.WhyNotAsync(work, learner, correction) is { } taken) return taken;

        await CorrectionRow.RecordAsync(work, events, correction, act, request.Reason);
        return correction.Learner;
    }
}

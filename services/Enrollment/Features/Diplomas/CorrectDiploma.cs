using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Learners;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Diplomas;

/// <summary>
/// The institution that awarded a diploma corrects its day, or withdraws one that never was awarded (D3, D43). Every version stays
/// readable.
/// </summary>
public static class CorrectDiploma
{
    /// <param name="Reason">What the mistake was; kept in the audit.</param>
    /// <param name="AwardedOn">The right day of the award.</param>
    /// <param name="NeverAwarded">True if there was no award; sent without a day.</param>
    public sealed record Request(
        [property: Text(400)] string Reason, [property: Day] DateOnly? AwardedOn = null, bool? NeverAwarded = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if ((NeverAwarded == true) == (AwardedOn is not null))
            {
                yield return new ValidationResult("Send the right day, or neverAwarded.", [nameof(AwardedOn)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/learners/{id:guid}/diplomas/{diplomaId:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectDiploma)).WithSummary("Correct the day of a diploma, or withdraw it").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Diploma>, Refusal>> HandleAsync(
        Guid id, Guid diplomaId, Request request, UnitOfWork work, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        var found = (await DiplomaRow.OfAsync(work, id)).FirstOrDefault(row => row.Id == diplomaId);
        if (found?.ToReply() is not { } diploma) return CommonProblems.NotFound();
        if (diploma.Institution != act.Caller.Org)
        {
            return CommonProblems.NotByThisParty("a registrar of the institution that awarded it");
        }
        var corrected = diploma.CorrectedTo(request.AwardedOn, act.Now);
        if (corrected.State == diploma.State && corrected.AwardedOn == diploma.AwardedOn)
        {
            return Problems.NothingToCorrect(new { diploma.State, diploma.AwardedOn });
        }
        var day = RecordedDay.Judge("D43", "awardedOn", corrected.AwardedOn, learner.EnrolledOn, act.Today);
        if (corrected.State == Diploma.Awarded && !day.Passes) return Problems.DayOutOfRange(day);

        await DiplomaRow.RecordAsync(work, corrected, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}

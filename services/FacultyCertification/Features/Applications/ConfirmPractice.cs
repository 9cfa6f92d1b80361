using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>
/// The organisation of the place, a party of the base or the enterprise, confirms or refuses practice that a teacher states there. It does
/// so while the application is a draft; unconfirmed practice does not count (D17). Nobody confirms their own practice (D16).
/// </summary>
public static class ConfirmPractice
{
    /// <param name="Attended">The stated days on which the teacher was there, 1 to 400 periods.</param>
    public sealed record ConfirmRequest([property: MinLength(1), MaxLength(400)] IReadOnlyList<PractisedDays> Attended) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Attended.Any(days => days.Until < days.From))
            {
                yield return new ValidationResult("The last day of each period must not be before its first day.", [nameof(Attended)]);
            }
        }
    }

    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record RefuseRequest([property: Text(400)] string Reason);

    internal static readonly string[] AtThePlace = [Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/applications/{id:guid}/evidence/{position:int}/confirmation", ConfirmAsync)
            .WithName("ConfirmPractice").WithSummary("Confirm the days of a stated practice").Allow(AtThePlace);
        api.MapPost("/applications/{id:guid}/evidence/{position:int}/refusal", RefuseAsync)
            .WithName("RefusePractice").WithSummary("Refuse a stated practice").Allow(AtThePlace);
    }

    private static Task<Results<Ok<StatedPractice>, Refusal>> ConfirmAsync(
        Guid id, int position, ConfirmRequest request, UnitOfWork work, Act act) =>
        AnswerAsync(id, position, "confirmed", request.Attended, null, work, act);

    private static Task<Results<Ok<StatedPractice>, Refusal>> RefuseAsync(
        Guid id, int position, RefuseRequest request, UnitOfWork work, Act act) =>
        AnswerAsync(id, position, "refused", [], request.Reason, work, act);

    private static async Task<Results<Ok<StatedPractice>, Refusal>> AnswerAsync(
        Guid id, int position, string answer, IReadOnlyList<PractisedDays> attended, string? reason, UnitOfWork work, Act act)
    {
        // The application first: nobody edits or submits it meanwhile.
        var application = await ApplicationRow.HoldAsync(work, id);
        var stated = await StatedPracticeRow.FindAsync(work, id, position, act.Viewer());
        if (application is null || stated is null) return await StatedPracticeRow.WhyNotFoundAsync(work, id, position);
        if (application.Person is { Length: > 0 } person && person == act.Caller.Person) return Problems.OwnPractice();
        if (application.State != ApplicationState.Draft) return Problems.ApplicationNotIn(application.State, ApplicationState.Draft);
        var days = Period.Merge(attended.Select(period => new Period(period.From, period.Until)));
        var ran = await stated.RanAsync(work, act.Caller.Org);
        if (ConfirmedDays.Judge(stated.Days, ran, days, act.Today) is { Passes: false } verdict) return Problems.NotStatedThen(verdict);

        var answered = application.AnsweredAt(position, answer, act.Caller.Org, days);
        await EvidenceRow.AnswerAsync(work, answered, position);
        await ApplicationRow.RecordAsync(work, answered, $"practice {answer}", act, reason);
        var item = answered.Evidence[position];
        var reply = stated with { Confirmation = item.Confirmation, ConfirmedBy = item.ConfirmedBy };
        return await work.CommitAsync(TypedResults.Ok(reply.ToReply(item.Confirmed)));
    }
}

using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Features.Applications;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Decisions;

/// <summary>
/// A panel votes on an application under review: with the method's quorum, its majority grants or refuses. Before the public notice it may
/// vote again after a grant, with the same members too. The last decision counts, and the earlier ones stay readable (D43). During the
/// notice it can still refuse, which overturns the grant (D16). A refusal is final for the application.
/// </summary>
public static class RecordDecision
{
    /// <param name="Votes">The panel's members, 1 to 9, with their units and votes. The method sets the least number.</param>
    /// <param name="Grounds">Why the panel decided so.</param>
    /// <param name="DecidedOn">The day of the panel's decision; today by default.</param>
    public sealed record Request(
        [property: MinLength(1), MaxLength(9)] IReadOnlyList<Vote> Votes,
        [property: Text(2000)] string Grounds,
        [property: Day] DateOnly? DecidedOn = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Votes.Any(vote => vote.IsVoting && vote.Reason is null))
            {
                yield return new ValidationResult("Each vote needs a reason.", [nameof(Votes)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/decisions", HandleAsync)
        .WithName(nameof(RecordDecision)).WithSummary("Record a panel's decision on an application").Allow(Roles.Panel);

    private static async Task<Results<Created<Decision>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        // Held: a notice, its certificates and a withdrawal wait for this decision, or this one for them.
        if (await ApplicationRow.HoldAsync(work, id, act.Viewer()) is not { } application) return CommonProblems.NotFound();
        var decidedOn = request.DecidedOn ?? act.Today;
        var votes = await PanelRecords.ReadAsync(
            work, new(request.Votes, application.Person, application.Unit), application, decidedOn);
        var outcome = votes.Decide(application.Majority);
        var isOpposed = application.State == ApplicationState.PublicNotice && outcome == Outcome.Refused;
        var isDecidable = application.State == ApplicationState.UnderReview || isOpposed;
        if (!isDecidable) return Problems.NotDecidable(application.State);
        if (PanelConflicts.WhyNot(votes, application, act.Caller) is { } refused) return refused;
        if (await PanelRecords.WhyUnknownAsync(work, votes) is { } unknown) return unknown;
        // The teacher's category may have been corrected since the submission (D43).
        if (outcome == Outcome.Granted && Scope.Judge(application.Category) is { Passes: false } scope) return Problems.OutOfScope(scope);
        var step = new StepDay("decidedOn", application.LastStepOn, act.Today, application.Employment);
        if (step.JudgeOrder(decidedOn) is { Passes: false } order) return Problems.DayOutOfRange(order);
        if (step.JudgeEmployed(decidedOn) is { Passes: false } employed) return Problems.NotEmployed(employed);
        if (votes.JudgeEmployed() is { Passes: false } departed) return Problems.MemberDeparted(departed);

        var decision = Decision.Of(application, request, outcome, decidedOn, act.Now);
        await DecisionRow.AddAsync(work, decision, act);
        await ApplicationRow.RecordAsync(work, application.DecidedBy(decision), outcome, act);
        var location = $"/faculty-certification/v1/teachers/{application.TeacherId}/decisions/{decision.Id}";
        return await work.CommitAsync(TypedResults.Created(location, decision));
    }
}

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
/// A panel decides on an application under review, or refuses it during the public notice, which overturns the grant (D16). A refusal is
/// final for the application.
/// </summary>
public static class RecordDecision
{
    /// <param name="Outcome">What was decided.</param>
    /// <param name="Panel">The opaque identifiers of one to nine members, each once. The method sets the least number.</param>
    /// <param name="Grounds">Why.</param>
    /// <param name="DecidedOn">The day of the panel's decision; today by default.</param>
    public sealed record Request(
        [property: OneOf(Decisions.Outcome.Granted, Decisions.Outcome.Refused)] string Outcome,
        [property: MinLength(1), MaxLength(9), Code(100), Panel] IReadOnlyList<string> Panel,
        [property: Text(2000)] string Grounds,
        [property: Day] DateOnly? DecidedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/decisions", HandleAsync)
        .WithName(nameof(RecordDecision)).WithSummary("Record a panel's decision on an application").Allow(Roles.Panel);

    private static async Task<Results<Created<Decision>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        // Held: a notice, its certificates and a withdrawal wait for this decision, or this one for them.
        if (await ApplicationRow.HoldAsync(work, id, act.Viewer()) is not { } application) return CommonProblems.NotFound();
        var isGrant = request.Outcome == Outcome.Granted;
        var isOpposed = application.State == ApplicationState.PublicNotice && !isGrant;
        var isDecidable = application.State == ApplicationState.UnderReview || isOpposed;
        if (!isDecidable) return Problems.NotDecidable(application.State);
        if (WhyNotBy(request.Panel, application, act.Caller) is { } refused) return refused;
        var decidedOn = request.DecidedOn ?? act.Today;
        var step = new StepDay("decidedOn", application.LastStepOn, act.Today, application.Employment);
        if (step.JudgeOrder(decidedOn) is { Passes: false } order) return Problems.DayOutOfRange(order);
        if (step.JudgeEmployed(decidedOn) is { Passes: false } employed) return Problems.NotEmployed(employed);

        var decision = Decided(request, application, decidedOn, act);
        await DecisionRow.AddAsync(work, decision);
        await ApplicationRow.RecordAsync(work, application.DecidedBy(decision), request.Outcome, act);
        var location = $"/faculty-certification/v1/teachers/{application.TeacherId}/decisions/{decision.Id}";
        return await work.CommitAsync(TypedResults.Created(location, decision));
    }

    private static Refusal? WhyNotBy(IReadOnlyList<string> panel, Application application, Caller caller)
    {
        if (panel.Count < application.PanelMembers) return Problems.PanelTooSmall(panel.Count, application.PanelMembers);
        if (application.Person is not { } applicant) return null;
        if (panel.Contains(applicant)) return Problems.OwnPanel([.. panel.Where(member => member != applicant)]);
        return applicant == caller.Person ? Problems.OwnDecision() : null;
    }

    private static Decision Decided(Request request, Application application, DateOnly on, Act act) => new()
    {
        Id = Guid.CreateVersion7(),
        TeacherId = application.TeacherId,
        ApplicationId = application.Id,
        Outcome = request.Outcome,
        Level = application.Level,
        DecidedOn = on,
        Panel = request.Panel,
        Grounds = request.Grounds,
        CertificateId = null,
        RecordedAt = act.Now,
    };
}

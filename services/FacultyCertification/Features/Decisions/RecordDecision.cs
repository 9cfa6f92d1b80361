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

/// <summary>A panel's decision on an application under review, or a refusal that overturns its grant during the public notice (D16). A refusal is final for the application.</summary>
public static class RecordDecision
{
    /// <param name="Outcome">What was decided.</param>
    /// <param name="Panel">The opaque identifiers of one to nine who decided, each once; the method says how many at least.</param>
    /// <param name="Grounds">Why.</param>
    /// <param name="DecidedOn">The day on which the panel decided; today where none is given.</param>
    public sealed record Request(
        [property: OneOf(Decisions.Outcome.Granted, Decisions.Outcome.Refused)] string Outcome,
        [property: MinLength(1), MaxLength(9), Code(100), Panel] IReadOnlyList<string> Panel,
        [property: Text(2000)] string Grounds,
        [property: Day] DateOnly? DecidedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/decisions", HandleAsync)
        .WithName(nameof(RecordDecision)).WithSummary("Record a panel's decision on an application").Allow(Roles.Panel);

    private static async Task<Results<Created<Decision>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        // The application's row is the guard: a notice, its certificates and a withdrawal wait for this decision, or this one for them.
        if ((await ApplicationRow.TakeAsync(work, [id], caller.Org)).SingleOrDefault() is not { } row) return CommonProblems.NotFound();
        var isGrant = request.Outcome == Outcome.Granted;
        if (row.State != State.UnderReview && (row.State != State.PublicNotice || isGrant)) return Problems.NotDecidable(row.State);
        if (request.Panel.Count < row.PanelMembers) return Problems.PanelTooSmall(request.Panel.Count, row.PanelMembers);
        if (row.Person is { } applicant && request.Panel.Contains(applicant)) return Problems.OwnPanel([.. request.Panel.Where(member => member != applicant)]);
        if (row.Person is not null && row.Person == caller.Person) return Problems.OwnDecision();
        var day = request.DecidedOn ?? today.Value;
        var step = new StepDay("decidedOn", row.PublishedOn ?? row.DecidedOn ?? row.SubmittedOn!.Value, today.Value, row.Employment);
        if (step.JudgeOrder(day) is { Passes: false } order) return Problems.DayOutOfRange(order);
        if (step.JudgeEmployed(day) is { Passes: false } employed) return Problems.NotEmployed(employed);

        var decision = new Decision(Guid.CreateVersion7(), row.TeacherId, id, request.Outcome, row.Level, day, request.Panel, request.Grounds, null, clock.GetUtcNow());
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.decision (id, teacher_id, application_id, outcome, level, decided_on, grounds, recorded_at)
            VALUES (@Id, @TeacherId, @ApplicationId, @Outcome, @Level, @DecidedOn, @Grounds, @RecordedAt)
            """,
            decision);
        foreach (var member in request.Panel)
        {
            await work.ExecuteAsync("INSERT INTO faculty.decision_member (decision_id, member) VALUES (@Id, @member)", new { decision.Id, member });
        }
        if (!isGrant) await work.ExecuteAsync("UPDATE faculty.application SET state = 'refused', ended_as = id WHERE id = @id", new { id });
        await work.AuditAsync("application", id, row.Version, request.Outcome, caller);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/teachers/{row.TeacherId}/decisions/{decision.Id}", decision));
    }
}

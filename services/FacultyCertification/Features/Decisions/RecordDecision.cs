using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Decisions;

/// <summary>A panel's decision is recorded whatever it is; one that grants gives the certificate in the same transaction (D16, D19).</summary>
public static class RecordDecision
{
    /// <param name="Outcome">What was decided.</param>
    /// <param name="DecidedOn">The day on which the panel decided; where it granted, the first day of the certificate.</param>
    /// <param name="Panel">The opaque identifiers of one to nine who decided, each once.</param>
    /// <param name="Grounds">Why.</param>
    /// <param name="Level">The level that is granted: <c>junior</c>, <c>intermediate</c> or <c>senior</c>. A refusal may leave it out.</param>
    public sealed record Request(
        [property: OneOf(Decisions.Outcome.Granted, Decisions.Outcome.Refused)] string Outcome,
        DateOnly DecidedOn,
        [property: MinLength(1), MaxLength(9), Panel] IReadOnlyList<string> Panel,
        [property: Required, MaxLength(2000)] string Grounds,
        [property: MinLength(1), RegularExpression(Rules.Level.Pattern)] string? Level = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers/{id:guid}/decisions", HandleAsync)
        .WithName(nameof(RecordDecision)).WithSummary("Record a panel's decision; one that grants gives a certificate").Allow(Roles.Panel);

    private static async Task<Results<Created<Decision>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        // D19 cannot be said in one statement: take the teacher's row first, then look.
        await work.ExecuteAsync("UPDATE faculty.teacher SET version = version + 1 WHERE id = @id AND institution = @Org", new { id, caller.Org });
        if (await TeacherRow.FindAsync(work, id, caller.Org) is not { } teacher) return CommonProblems.NotFound();

        var granted = request.Outcome == Outcome.Granted;
        var held = granted ? await CertificateRow.HeldByAsync(work, id) : [];
        if (Refusal(request, teacher, new DecisionDay(today.Value, teacher.Employment, held)) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        var decision = new Decision(
            Guid.CreateVersion7(), id, request.Outcome, request.Level, request.DecidedOn, request.Panel, request.Grounds, granted ? Guid.CreateVersion7() : null, now);
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.decision (id, teacher_id, outcome, level, decided_on, grounds, certificate_id, recorded_at)
            VALUES (@Id, @TeacherId, @Outcome, @Level, @DecidedOn, @Grounds, @CertificateId, @RecordedAt)
            """,
            decision);
        foreach (var member in request.Panel)
        {
            await work.ExecuteAsync("INSERT INTO faculty.decision_member (decision_id, member) VALUES (@Id, @member)", new { decision.Id, member });
        }
        await work.AuditAsync("teacher", id, teacher.Version, $"certificate {request.Outcome}", caller);
        if (decision.CertificateId is { } certificateId)
        {
            var certificate = await CertificateRow.GiveAsync(work, certificateId, teacher, decision);
            await work.AuditAsync("certificate", certificateId, certificate.Version, "certified", caller);
            await events.Publish(new TeacherCertifiedV1 { OccurredAt = now, Certificate = certificate.Carried() });
        }
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/teachers/{id}/decisions/{decision.Id}", decision));
    }

    private static ProblemHttpResult? Refusal(Request request, TeacherRow teacher, DecisionDay day)
    {
        if (request is { Outcome: Outcome.Granted, Level: null }) return Problems.LevelMissing();
        if (Scope.Judge(teacher.Category) is { Passes: false } scope) return Problems.OutOfScope(scope);
        if (day.JudgePast(request.DecidedOn) is { Passes: false } past) return Problems.DecidedInFuture(past);
        if (day.JudgeEmployed(request.DecidedOn) is { Passes: false } employed) return Problems.NotEmployed(employed);
        return day.JudgeHeld(request.DecidedOn) is { Passes: false } held ? Problems.AlreadyCertified(held) : null;
    }
}

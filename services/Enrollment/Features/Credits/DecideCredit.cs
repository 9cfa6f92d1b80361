using Contracts;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Credits;

/// <summary>
/// A registrar of the learner's enrolling or present institution decides about credit at risk: it is kept or taken back (D43). A later
/// decision replaces an earlier one, and a later correction is another risk.
/// </summary>
public static class DecideCredit
{
    /// <param name="SourceKind">What the credit rests on: <c>placement</c>, <c>x-certificate</c> or <c>module</c>.</param>
    /// <param name="SourceId">The placement, the certificate or the passed module.</param>
    /// <param name="Decision"><c>keep</c> or <c>take-back</c>.</param>
    /// <param name="Reason">The reason.</param>
    public sealed record Request(
        [property: OneOf(CreditSource.Placement, CreditSource.XCertificate, CreditSource.Module)] string SourceKind,
        Guid SourceId,
        [property: OneOf(CreditDecision.Keep, CreditDecision.TakeBack)] string Decision,
        [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/credit-decisions", HandleAsync)
        .WithName(nameof(DecideCredit)).WithSummary("Keep or take back credit at risk").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Transcript>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (!learner.IsOf(act.Caller.Org)) return Problems.NotTheLearnersSchool();
        var facts = await CreditFacts.OfAsync(work, learner, null);
        // Without what was decided before, so that a wrong decision can be replaced.
        var atRisk = (facts with { Decisions = [] }).Judge().FirstOrDefault(
            one => one.Risk is not null && one.Source.Kind == request.SourceKind && one.Source.Id == request.SourceId);
        if (atRisk is null) return Problems.CreditNotAtRisk(request.SourceKind, request.SourceId);

        var decision = new CreditDecision
        {
            Id = Guid.CreateVersion7(),
            SourceKind = request.SourceKind,
            SourceId = request.SourceId,
            SourceVersion = atRisk.Risk!.Newest,
            Mapping = facts.Links[^1].Number,
            Decision = request.Decision,
            RecordedAt = act.Now,
        };
        await RecordAsync(work, id, decision, act, request.Reason);
        var decided = facts with { Decisions = [.. facts.Decisions, decision] };
        return await work.CommitAsync(TypedResults.Ok(Transcript.Of(learner, decided, null)));
    }

    private static async Task RecordAsync(UnitOfWork work, Guid learner, CreditDecision decision, Act act, string reason)
    {
        var reasonId = await work.KeepAsync("credit-decision", decision.Id, PersonalValues.Reason, reason, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.credit_decision (
                id, learner_id, source_kind, source_id, source_version, mapping, decision, reason_id, institution, recorded_on, recorded_at)
            VALUES (
                @Id, @learner, @SourceKind, @SourceId, @SourceVersion, @Mapping, @Decision, @reasonId, @Org, @Today, @RecordedAt)
            """,
            new
            {
                decision.Id,
                learner,
                decision.SourceKind,
                decision.SourceId,
                decision.SourceVersion,
                decision.Mapping,
                decision.Decision,
                reasonId,
                act.Caller.Org,
                act.Today,
                decision.RecordedAt,
            });
        await work.AuditAsync("credit-decision", decision.Id, 1, decision.Decision, act, reason);
    }
}

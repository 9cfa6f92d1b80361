using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Articulations;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>
/// A registrar of an owner publishes a programme that all owners approved: it is in force from its first day. What is published does not
/// change; the next edition may be in force from the same day, and so corrects it (D12, D43).
/// </summary>
public static class PublishProgramme
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/programmes/{id:guid}/publication", HandleAsync)
        .WithName(nameof(PublishProgramme)).WithSummary("Publish a programme").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Programme>, Refusal>> HandleAsync(Guid id, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ProgrammeRow.HoldAsync(work, id, act.Viewer()) is not { } programme) return CommonProblems.NotFound();
        if (!programme.IsOf(act.Caller.Org)) return Problems.NotYourProgramme();
        if (programme.State == ProgrammeState.Proposed) return Problems.ProgrammeApprovalMissing(programme);
        if (programme.State != ProgrammeState.Approved) return Problems.ProgrammeNotIn(programme.State, ProgrammeState.Approved);
        if (await ProgrammePart.WhyNotAsync(work, programme) is { } refused) return refused;
        // Held, so editions are published one after the other.
        await ArticulationRow.HoldAsync(work, programme.ArticulationId);
        var last = await ProgrammeRow.FindLastPublishedAsync(work, programme.ArticulationId);
        if (EditionOrder.Judge(programme, last) is { Passes: false } verdict) return Problems.EditionOutOfOrder(verdict);

        var published = programme.PublishedFrom(act.Today);
        await ProgrammeRow.RecordAsync(work, published, "published", act);
        await events.Publish(new CurriculumVersionPublishedV1 { OccurredAt = act.Now, Curriculum = published.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(published));
    }
}

using Contracts;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Applications;

/// <summary>A learner in training, or the institution's coordinator for them, applies for a place of an open slot in a matching major (D5, D27, D36, D37).</summary>
public static class ApplyForSlot
{
    /// <param name="LearnerId">The learner, as enrollment names them.</param>
    public sealed record Request(Guid LearnerId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/applications", HandleAsync)
        .WithName(nameof(ApplyForSlot)).WithSummary("Apply for a place of an open slot").Allow(Roles.Learner, Roles.Coordinator);

    private static async Task<Results<Created<Application>, ProblemHttpResult>> HandleAsync(Guid id, Request request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } slot) return CommonProblems.NotFound();
        // The learner's row first: news of the end of their training either is here, or finds the application.
        await work.ExecuteAsync("UPDATE partnership.learner SET guard = guard + 1 WHERE id = @LearnerId", new { request.LearnerId });
        if (await LearnerRow.FindAsync(work, request.LearnerId) is not { } learner || learner.Institution != caller.Org || (PlacementRow.Personal(caller) == 1 && learner.Person != caller.Person))
        {
            return CommonProblems.NotYetKnown("learner of yours", request.LearnerId);
        }
        if (learner.WhyNot(packs, slot.Stated, caller.Org, today.Value) is { } problem) return problem;
        if (AgreementTemplates.WhyNot(await AgreementTemplates.CurrentAsync(work, caller.Org), packs, slot, caller.Org) is { } noText)
        {
            return noText;
        }

        var application = new Application(Guid.CreateVersion7(), id, request.LearnerId, caller.Org, slot.Enterprise, "submitted", null, 1);
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.application (id, slot_id, learner_id, institution, enterprise, state, ended_as, version, created_at)
            SELECT @Id, s.id, @LearnerId, @institution, s.enterprise, 'submitted', @standing, 1, @now
            FROM partnership.slot s WHERE s.id = @SlotId AND s.state = 'open' AND s.ends_on >= @day AND
            """ + " " + SlotFooting.Holds,
            new
            {
                application.Id,
                application.SlotId,
                application.LearnerId,
                institution = caller.Org,
                standing = Guid.Empty,
                day = today.Value,
                now = clock.GetUtcNow(),
            });
        if (!isNew) return await SlotPlace.WhyNotAsync(work, slot, caller.Org, today.Value, today.Value)
            ?? Problems.AlreadyApplied(await StandingAsync(work, application, today.Value));

        await work.AuditAsync("application", application.Id, 1, "submitted", caller);
        await Steps.AddAsync(work, application.Id, 1, "applied", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/applications/{application.Id}", application));
    }

    private static async Task<Application> StandingAsync(UnitOfWork work, Application application, DateOnly today) => (await work.SingleAsync<ApplicationRow>(
        "SELECT " + ApplicationRow.Columns + " FROM partnership.application a WHERE a.slot_id = @SlotId AND a.learner_id = @LearnerId AND a.state <> 'rejected' AND a.state <> 'withdrawn'",
        new { application.SlotId, application.LearnerId, today })).Show();
}

using Contracts;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Slots;
using IndustryPartnership.Internships.Templates;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Applications;

/// <summary>
/// A learner in training applies for a place of an open slot in a matching major (D5, D27, D36, D37). The institution's coordinator may do
/// it for them.
/// </summary>
public static class ApplyForSlot
{
    /// <param name="LearnerId">The learner, as enrollment names them.</param>
    public sealed record Request(Guid LearnerId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/applications", HandleAsync)
        .WithName(nameof(ApplyForSlot)).WithSummary("Apply for a place in an open slot").Allow(Roles.Learner, Roles.Coordinator);

    private static async Task<Results<Created<Application>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, RulePacks packs, Act act)
    {
        var decided = await ApplyAsync(work, id, request, packs, act);
        if (decided.Thing is not { } application) return decided.Refusal!;
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/applications/{application.Id}", application));
    }

    /// <summary>Judges and records an application, for a request and for a row of an import.</summary>
    internal static async Task<Decided<Application>> ApplyAsync(UnitOfWork work, Guid id, Request request, RulePacks packs, Act act)
    {
        var viewer = act.Viewer();
        if (await SlotRow.FindAsync(work, id, viewer.AsOrganisation, act.Today) is not { } slot) return CommonProblems.NotFound();
        // Lock the learner's row first: a concurrent end of training then is visible here, or finds this application.
        await work.ExecuteAsync("UPDATE partnership.learner SET guard = guard + 1 WHERE id = @LearnerId", new { request.LearnerId });
        if (await LearnerRow.FindAsync(work, request.LearnerId) is not { } learner
            || (viewer.IsLearner && learner.Person != viewer.Person)
            || (learner.Institution != viewer.Org && !await LearnerRow.WasOfAsync(work, request.LearnerId, viewer.Org)))
        {
            return CommonProblems.NotYetKnown("learner of your institution", request.LearnerId);
        }
        if (learner.WhyNot(packs, slot.Facts, viewer.Org, act.Today) is { } problem) return problem;
        var template = await AgreementTemplates.CurrentAsync(work, viewer.Org);
        if (AgreementTemplates.WhyNot(template, packs, slot, viewer.Org) is { } noText) return noText;

        var application = new Application(
            Guid.CreateVersion7(), id, request.LearnerId, viewer.Org, slot.Enterprise, ApplicationState.Submitted, null, 1);
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.application (id, slot_id, learner_id, institution, enterprise, state, ended_as, version, created_at)
            SELECT @Id, s.id, @LearnerId, @institution, s.enterprise, 'submitted', @standing, 1, @Now
            FROM partnership.slot s WHERE s.id = @SlotId AND s.state = 'open' AND s.ends_on >= @day AND
            """ + " " + SlotFooting.Holds,
            new
            {
                application.Id,
                application.SlotId,
                application.LearnerId,
                institution = viewer.Org,
                standing = Guid.Empty,
                day = act.Today,
                act.Now,
            });
        if (!isNew)
        {
            return await SlotPlace.WhyNotAsync(work, slot, viewer.Org, act.Today, act.Today)
                ?? Problems.AlreadyApplied(await StandingAsync(work, application, act.Today));
        }

        await work.AuditAsync("application", application.Id, application.Version, "submitted", act);
        await Steps.AddAsync(work, application.Id, application.Version, "applied", viewer.Org, act.Today, act.Now);
        return application;
    }

    private static async Task<Application> StandingAsync(UnitOfWork work, Application application, DateOnly today) =>
        (await work.SingleAsync<ApplicationRow>(
            ApplicationRow.Select
            + " WHERE a.slot_id = @SlotId AND a.learner_id = @LearnerId AND a.state <> 'rejected' AND a.state <> 'withdrawn'",
            new { application.SlotId, application.LearnerId, today })).ToReply();
}

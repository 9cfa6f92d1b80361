using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ApplicationTests
{
    [Theory, Engines]
    public async Task D37_an_application_goes_from_submitted_to_placed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = await partnership.EnrolledLearnerAsync();

        var application = await partnership.ApplyAsync(slot, learner);
        Assert.Equal(
            ("submitted", Bpc, Dji, 1),
            (application.State, application.Institution, application.Enterprise, application.Version));
        Assert.Equal("shortlisted", (await partnership.Manager(Dji).ShortlistApplicationAsync(application.Id)).State);
        Assert.Equal("offered", (await partnership.OfferAsync(application)).State);
        var placement = await partnership.AcceptAsync(application);
        Assert.Equal("accepted", (await partnership.ReadApplicationAsync(application)).State);

        Assert.Equal(("awaiting-consent", 1), (placement.State, placement.Version));
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementConfirmedV1>()).Placement;
        Assert.Equal(
            (placement.Id, slot.Id, learner, "awaiting-consent", new DateOnly(2026, 2, 1), new DateOnly(2026, 7, 31)),
            (told.Id, told.SlotId, told.LearnerId, told.State, told.StartsOn, told.EndsOn));
        await partnership.ConsentAsync(placement);
        foreach (var party in new[] { Dji, "learner", Bpc }) await partnership.SignPlacementAsync(placement, party);
        await partnership.StartPlacementAsync(placement);
        Assert.Equal("placed", (await partnership.ReadApplicationAsync(application)).State);
    }

    [Theory, Engines]
    public async Task D37_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        var (submitted, shortlisted, offered, accepted, rejected, withdrawn) = (
            await InAsync(),
            await InAsync("shortlisting"),
            await InAsync("offer"),
            await InAsync("offer", "acceptance"),
            await InAsync("rejection"),
            await InAsync("withdrawal"));

        await RefusedAsync(shortlisted, "shortlisting", "acceptance");
        await RefusedAsync(submitted, "acceptance");
        await RefusedAsync(offered, "shortlisting", "offer");
        foreach (var final in new[] { accepted, rejected, withdrawn })
        {
            await RefusedAsync(final, "shortlisting", "offer", "acceptance", "rejection", "withdrawal");
        }
        foreach (var (open, step) in new[]
        {
            (await InAsync("shortlisting"), "rejection"),
            (await InAsync("offer"), "rejection"),
            (await InAsync("shortlisting"), "withdrawal"),
            (await InAsync("offer"), "withdrawal"),
        }) await DoAsync(open, step);

        async Task<Application> InAsync(params string[] steps)
        {
            var application = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
            foreach (var step in steps) await DoAsync(application, step);
            return application;
        }

        async Task RefusedAsync(Application application, params string[] steps)
        {
            foreach (var step in steps) await DoAsync(application, step).ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict);
        }

        // What it answers is an application or a placement.
        async Task<object> DoAsync(Application application, string step) => step switch
        {
            "shortlisting" => await partnership.Manager(Dji).ShortlistApplicationAsync(application.Id),
            "offer" => await partnership.OfferAsync(application),
            "rejection" => await partnership.Manager(Dji).RejectApplicationAsync(application.Id, new() { Reason = "Another profile." }),
            "acceptance" => await partnership.AcceptAsync(application),
            _ => await partnership.AsLearner(application.LearnerId).WithdrawApplicationAsync(application.Id),
        };
    }

    [Theory, Engines]
    public async Task A_learner_is_not_yet_known_until_their_event_arrives(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = Learner();

        var early = await partnership.ApplyAsync(slot, learner.Id).OutcomeAsync();
        await early.ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        Assert.Equal(TimeSpan.FromSeconds(2), early.Refused!.RetryAfter);
        await partnership.DeliverAsync(learner);
        await partnership.ApplyAsync(slot, learner.Id);
    }

    [Theory, Engines]
    public async Task A_learner_of_another_institution_answers_like_an_unknown_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var theirs = await partnership.EnrolledLearnerAsync(institution: ShougangIt);
        var own = await partnership.EnrolledLearnerAsync();

        var unknown = Without(await ApplyForAsync(partnership.Coordinator(Bpc), Guid.Empty), Guid.Empty);
        Assert.Equal(unknown, Without(await ApplyForAsync(partnership.Coordinator(Bpc), theirs), theirs));
        Assert.Equal(unknown, Without(await ApplyForAsync(partnership.AsLearner(theirs, Bpc), own), own));
        Assert.Equal(unknown, Without(await ApplyForAsync(partnership.AsLearner(theirs, Bpc), theirs), theirs));
        await partnership.Coordinator(Bpc).ApplyForSlotAsync(slot.Id, new() { LearnerId = own });

        Task<Problem> ApplyForAsync(IndustryPartnershipClient caller, Guid learnerId) =>
            caller.ApplyForSlotAsync(slot.Id, new() { LearnerId = learnerId })
                .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        static string Without(Problem problem, Guid id) => problem.AsJson().Replace(id.ToString(), "", StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task D37_learner_has_one_open_application_for_a_slot(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = await partnership.EnrolledLearnerAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => partnership.ApplyAsync(slot, learner).OutcomeAsync()));
        Assert.Single(replies, reply => reply.Passed);
        var problem = await partnership.ApplyAsync(slot, learner).ShouldBeProblemAsync("already-applied", HttpStatusCode.Conflict);
        await partnership.App.AsPerson(Bpc, Roles.Learner, PersonOf(learner)).PostAsync(
            problem.Change("withdraw").GetString()!).BodyAsync();
        var second = await partnership.ApplyAsync(slot, learner);
        await partnership.Manager(Dji).RejectApplicationAsync(second.Id, new() { Reason = "No." });
        await partnership.AcceptAsync(await partnership.OfferedAsync(slot, learner));

        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            await refused.ShouldBeProblemAsync("already-applied", HttpStatusCode.Conflict);
        }
    }

    [Theory, Engines]
    public async Task D37_full_closed_or_past_slot_takes_no_applications_or_acceptances(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 1));
        var closing = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        var (first, second) = (await partnership.EnrolledLearnerAsync(), await partnership.EnrolledLearnerAsync());
        var (offer, other) = (await partnership.OfferedAsync(
            slot, second, until: new DateOnly(2026, 12, 31)), await partnership.OfferedAsync(closing, second));
        var placement = await partnership.AcceptedAsync(slot, first);

        await partnership.AcceptAsync(offer).ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync())
            .ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        await partnership.Manager(Dji).CloseSlotAsync(closing.Id);
        await partnership.AcceptAsync(other).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await partnership.ApplyAsync(closing, first).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await partnership.StopAsync(placement);
        partnership.App.Today.MoveTo(new DateOnly(2026, 8, 1));
        await partnership.AcceptAsync(offer).ShouldBeProblemAsync("slot-past", HttpStatusCode.UnprocessableEntity);
        var past = await partnership.ApplyAsync(slot, first).ShouldBeProblemAsync("slot-past", HttpStatusCode.UnprocessableEntity);
        partnership.App.Today.MoveTo(past.Fact("endsOn").Day());
        await partnership.AcceptAsync(offer);
    }

    [Theory, Engines]
    public async Task D37_application_and_acceptance_need_an_agreement_in_force(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var learner = await partnership.EnrolledLearnerAsync(institution: Ncut);

        var problem = await partnership.ApplyAsync(slot, learner, Ncut)
            .ShouldBeProblemAsync("no-agreement-in-force", HttpStatusCode.UnprocessableEntity);
        var parties = problem.Change("agreement").GetProperty("parties").Codes().ToArray();
        var agreement = await partnership.ActiveAgreementAsync(parties);
        var offer = await partnership.OfferedAsync(slot, learner, Ncut);
        await partnership.Signatory(Ncut).TerminateAgreementAsync(agreement.Id, new() { Reason = "Done." });
        await partnership.AcceptAsync(offer).ShouldBeProblemAsync("no-agreement-in-force", HttpStatusCode.UnprocessableEntity);
        await partnership.ActiveAgreementAsync(parties);
        await partnership.AcceptAsync(offer);
    }

    [Theory, Engines]
    public async Task An_application_is_read_by_its_parties_and_decided_by_the_enterprise(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = await partnership.EnrolledLearnerAsync();
        var application = await partnership.ApplyAsync(slot, learner);

        foreach (var reader in new[] { partnership.Coordinator(Bpc), partnership.Manager(Dji), partnership.AsLearner(learner) })
        {
            Assert.Equal(application.Id, (await reader.GetApplicationAsync(application.Id)).Id);
            Assert.Equal(1, await CountAsync(reader, slotId: slot.Id, learnerId: learner, state: "submitted"));
            Assert.Equal(
                0,
                await CountAsync(reader, slotId: Guid.NewGuid())
                    + await CountAsync(reader, learnerId: Guid.NewGuid())
                    + await CountAsync(reader, state: "offered"));
        }
        foreach (var stranger in new[]
        {
            partnership.Coordinator(Ncut),
            partnership.By(Bpc, Roles.Learner, "another"),
            partnership.AsLearner(learner, ShougangIt),
        })
        {
            await stranger.GetApplicationAsync(application.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Equal(0, await CountAsync(stranger));
        }
        var elsewhere = partnership.By(Bpc, Roles.InternshipManager);
        foreach (var decided in new[]
        {
            elsewhere.ShortlistApplicationAsync(application.Id),
            elsewhere.OfferPlaceAsync(application.Id, new()),
            elsewhere.RejectApplicationAsync(application.Id, new() { Reason = "No." }),
        })
        {
            await decided.ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
        await partnership.Coordinator(Dji).WithdrawApplicationAsync(application.Id)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partnership.OfferAsync(application);
        await partnership.By(Bpc, Roles.Learner, "another").AcceptOfferAsync(application.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        async Task<int> CountAsync(
            IndustryPartnershipClient reader, Guid? slotId = null, Guid? learnerId = null, string? state = null) =>
            (await reader.ListApplicationsAsync(slotId, learnerId, state)).Items.Count;
    }
}

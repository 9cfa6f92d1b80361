using System.Net;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>D45: what ends is carried on to what rests on it. A test a cell of the table in ARCHITECTURE.md.</summary>
public sealed class EndTests
{
    internal const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;

    internal static readonly DateOnly LastDay = Day.AddDays(60);
    internal static readonly DateOnly EndsOn = Day.AddDays(5);

    [Theory, Engines]
    public Task D45_terminated_agreement_lets_nothing_begin(Engine engine) => NothingBeginsAsync(
        engine, "no-agreement-in-force", "no-agreement-in-force", "agreement terminated",
        world => world.Partnership.Signatory(Bpc)
            .TerminateAgreementAsync(world.Agreement.Id, new() { Reason = "Ended." }),
        world => world.Partnership.ActiveAgreementAsync(Bpc, Dji));

    [Theory, Engines]
    public Task D45_expired_agreement_lets_nothing_begin(Engine engine) => NothingBeginsAsync(
        engine, "no-agreement-in-force", "no-agreement-in-force", "agreement expired", _ => Task.CompletedTask, world =>
            world.Partnership.ActiveAgreementAsync(Bpc, Dji), agreementUntil: EndsOn.AddDays(-1));

    [Theory, Engines]
    public Task D45_departure_from_the_base_lets_nothing_begin(Engine engine) => NothingBeginsAsync(
        engine, "base-not-usable", "base-not-usable", "left the base",
        world => world.Partnership.OrgAdmin(Dji).LeaveBaseAsync(world.Base.Id, new() { Reason = "Other plans." }),
        async world =>
        {
            await world.Partnership.OrgAdmin(Bpc).InviteToBaseAsync(world.Base.Id, new() { Organisation = Dji });
            await world.Partnership.OrgAdmin(Dji).JoinBaseAsync(world.Base.Id, new());
        });

    [Theory, Engines]
    public Task D45_suspended_base_lets_nothing_begin(Engine engine) => NothingBeginsAsync(
        engine, "base-not-usable", "base-not-usable", "base suspended",
        world => world.Partnership.Authority.SuspendBaseAsync(world.Base.Id, new() { Reason = "Inspection." }),
        world => world.Partnership.Authority.ApproveBaseAsync(world.Base.Id, new()));

    [Theory, Engines]
    public Task D45_ended_insurance_lets_nothing_begin(Engine engine) => NothingBeginsAsync(
        engine, "not-insured", "not-insured", "insurance recorded",
        world => world.Partnership.Manager(Dji).RecordInsuranceAsync(world.Slot.Id, Insurance(EndsOn.AddDays(-1))),
        world => world.Partnership.Manager(Dji).RecordInsuranceAsync(world.Slot.Id, Insurance(LastDay)));

    [Theory, Engines]
    public Task D45_annulled_insurance_lets_nothing_begin(Engine engine) => NothingBeginsAsync(
        engine, "not-insured", "not-insured", "insurance annulled",
        world => world.Partnership.Manager(Dji).AnnulInsuranceAsync(
            world.Slot.Id, new() { Insurer = "An insurer", PolicyNumber = "P-1", Reason = "The premium was never paid." }),
        world => world.Partnership.Manager(Dji).RecordInsuranceAsync(world.Slot.Id, Insurance(LastDay)));

    [Theory, Engines]
    public async Task D45_closed_co_signatory_lets_nothing_begin_and_signs_nothing(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5).With(new { coSignatories = new[] { Ncut } }));
        var applied = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync());
        var signed = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var ready = await partnership.SignPlacementAsync(signed, Ncut);
        var awaiting = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        Assert.Equal(("ready", "awaiting-signatures"), (ready.State, awaiting.State));

        await partnership.Authority.CloseOrganisationAsync(Ncut, new() { Reason = "Merged." });

        var unsigned = await partnership.SignPlacementAsync(awaiting, Ncut)
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        Assert.Equal("D45", unsigned.Rule);
        await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync())
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        await partnership.OfferAsync(applied).ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        await partnership.AcceptAsync(offered).ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        await partnership.StartPlacementAsync(ready).ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        Assert.Empty(await FoundAsync(partnership));
        Assert.Equal([$"{ready.Id} organisation-closed", $"{awaiting.Id} organisation-closed"], await RisksAsync(partnership));
        // What awaits its signature is called off by either side.
        Assert.Equal(
            "stopped", (
            await partnership.Manager(Dji)
            .StopPlacementAsync(awaiting.Id, new() { StoppedOn = Day, Reason = "It will never be signed." })).State);
        Assert.Contains("organisation closed", await TimelineAsync(partnership, ready));
    }

    [Theory, Engines]
    public async Task D45_learner_on_leave_begins_nothing(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (slot, another) = (
            await partnership.OpenSlotAsync(SlotRequest(capacity: 5)), SlotRequest(
            startsOn: new DateOnly(2026, 9, 1), endsOn: new DateOnly(2027, 2, 28)));
        var later = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(another));
        var learners = Enumerable.Range(0, 4).Select(_ => Learner()).ToList();
        foreach (var learner in learners) await partnership.DeliverAsync(learner);
        var applied = await partnership.ApplyAsync(slot, learners[0].Id);
        var offered = await partnership.OfferedAsync(slot, learners[1].Id);
        var ready = await partnership.ReadyAsync(slot, learners[2].Id);
        var active = await partnership.ActiveAsync(slot, learners[3].Id);
        foreach (var learner in learners) await partnership.App.DeliverAsync(Certificates.News(learner, 2, LearnerState.OnLeave));

        await partnership.ApplyAsync(later, learners[0].Id).ShouldBeProblemAsync("learner-not-enrolled", Unprocessable);
        await partnership.OfferAsync(applied).ShouldBeProblemAsync("learner-not-enrolled", Unprocessable);
        await partnership.AcceptAsync(offered).ShouldBeProblemAsync("learner-not-enrolled", Unprocessable);
        var refused = await partnership.StartPlacementAsync(ready).ShouldBeProblemAsync("learner-not-enrolled", Unprocessable);
        Assert.Equal(("D5", "on-leave"), (refused.Rule, refused.Fact("state").GetString()));
        Assert.Equal([$"{ready.Id} learner-on-leave", $"{active.Id} learner-on-leave"], await RisksAsync(partnership));
        Assert.Equal("active", (await partnership.ReadPlacementAsync(active)).State);

        foreach (var learner in learners) await partnership.App.DeliverAsync(Certificates.News(learner, 3, LearnerState.Enrolled));
        await partnership.OfferAsync(applied);
        await partnership.AcceptAsync(offered);
        await partnership.StartPlacementAsync(ready);
    }

    [Theory, Engines]
    public async Task D45_closed_slot_is_offered_to_nobody_and_a_full_one_is(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var applied = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync());
        var later = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        Assert.Equal("full", (await partnership.ReadSlotAsync(slot)).State);
        await partnership.OfferAsync(later);

        await partnership.Manager(Dji).CloseSlotAsync(slot.Id);

        var refused = await partnership.OfferAsync(applied).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        var same = await partnership.AcceptAsync(offered).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        Assert.Equal(
            (same.Rule, same.Facts!.Value.GetRawText()), (refused.Rule, refused.Facts!.Value.GetRawText()));
        Assert.Equal("submitted", (await partnership.ReadApplicationAsync(applied)).State);
    }

    [Theory, Engines]
    public async Task D45_placement_does_not_start_with_a_teacher_whose_certificate_has_ended(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var ready = await partnership.ReadyAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var (revoked, another) = (await partnership.CertifiedTeacherAsync(), await partnership.CertifiedTeacherAsync());
        await partnership.NameTeacherAsync(ready, revoked.TeacherId);
        await partnership.App.DeliverAsync(Certificates.Revoked(revoked, Day));

        var refused = await partnership.StartPlacementAsync(ready).ShouldBeProblemAsync("teacher-not-certified", Unprocessable);
        Assert.Equal(("D20", "certificate-revoked"), (refused.Rule, refused.Fact("reason").GetString()));
        Assert.Equal([$"{ready.Id} teacher-certificate"], await RisksAsync(partnership));
        await partnership.NameTeacherAsync(ready, another.TeacherId);
        await partnership.StartPlacementAsync(ready);
    }

    private static Insurance Insurance(DateOnly until) => new()
    {
        Insurer = "An insurer",
        PolicyNumber = "P-1",
        From = Day,
        Until = until,
        ChargedToStudent = false,
        TakenOutBy = "enterprise",
    };

    /// <summary>Ends something on a day, and sees that what has begun goes on, and that nothing else begins until it is there
    /// again.</summary>
    private static async Task NothingBeginsAsync(
        Engine engine, string type, string risk, string entry, Func<World, Task> end, Func<World, Task> renew,
        DateOnly? agreementUntil = null)
    {
        await using var world = await World.StartAsync(engine, agreementUntil);
        var (partnership, slot) = (world.Partnership, world.Slot);
        var applied = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync(), until: LastDay);
        var ready = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var applicant = await partnership.EnrolledLearnerAsync();
        Assert.Equal([slot.Id], await FoundAsync(partnership));
        Assert.Empty(await RisksAsync(partnership));

        await partnership.App.LiveUntilAsync(EndsOn);
        await end(world);

        Assert.Empty(await FoundAsync(partnership));
        await partnership.ApplyAsync(slot, applicant).ShouldBeProblemAsync(type, Unprocessable);
        await partnership.OfferAsync(applied).ShouldBeProblemAsync(type, Unprocessable);
        await partnership.AcceptAsync(offered).ShouldBeProblemAsync(type, Unprocessable);
        await partnership.StartPlacementAsync(ready).ShouldBeProblemAsync(type, Unprocessable);
        Assert.Equal([$"{ready.Id} {risk}", $"{active.Id} {risk}"], await RisksAsync(partnership));
        Assert.Equal("active", (await partnership.ReadPlacementAsync(active)).State);
        Assert.Contains(entry, await TimelineAsync(partnership, active));

        await renew(world);
        Assert.Equal([slot.Id], await FoundAsync(partnership));
        await partnership.ApplyAsync(slot, applicant);
        await partnership.OfferAsync(applied);
        await partnership.AcceptAsync(offered);
        await partnership.StartPlacementAsync(ready);
    }

    internal static async Task<IReadOnlyList<Guid>> FoundAsync(PartnershipApp partnership) =>
        [.. (await partnership.AsLearner(Guid.NewGuid()).ListSlotsAsync(state: "open")).Items.Select(slot => slot.Id)];

    private static async Task<IReadOnlyList<string>> RisksAsync(PartnershipApp partnership) =>
    [
        .. (await partnership.BoardAsync()).Risks
            .Select(risk => $"{risk.PlacementId} {string.Join(' ', risk.Reasons.Select(reason => reason.Reason))}"),
    ];

    private static async Task<IReadOnlyList<string>> TimelineAsync(PartnershipApp partnership, Placement placement) =>
        [.. (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(placement.Id)).Entries.Select(entry => entry.What)];

    internal static async Task<Agreement> AgreementUntilAsync(PartnershipApp partnership, DateOnly until)
    {
        var draft = await partnership.DraftAgreementAsync([Bpc, Dji], validUntil: until);
        var proposed = await partnership.Signatory(Bpc).ProposeAgreementAsync(draft.Id);
        await partnership.SignAsync(proposed, Bpc);
        return await partnership.SignAsync(proposed, Dji);
    }

    /// <summary>An open slot with five places, at a base of BPC and DJI, under an agreement of the two.</summary>
    internal sealed record World(PartnershipApp Partnership, Agreement Agreement, Base Base, Slot Slot) : IAsyncDisposable
    {
        public static async Task<World> StartAsync(Engine engine, DateOnly? agreementUntil = null)
        {
            var partnership = await PartnershipApp.StartAsync(engine);
            var agreement = await AgreementUntilAsync(partnership, agreementUntil ?? new DateOnly(2030, 12, 31));
            await partnership.StateStaffAsync(Dji, null, 1000);
            await partnership.StateStaffAsync(Dji, "uav-pilot", 500);
            var site = await MemberTests.ApprovedAsync(partnership, Bpc, Dji);
            var slot = await partnership.OpenAsync(
                await partnership.ApprovedSlotAsync(LawfulSlot.Of(5, "uav-pilot", Day, LastDay, ["460609"], site.Id)));
            return new(partnership, agreement, site, slot);
        }

        public ValueTask DisposeAsync() => Partnership.DisposeAsync();
    }
}

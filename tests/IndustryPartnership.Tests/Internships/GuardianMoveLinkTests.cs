using System.Net;
using Kernel.Data;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>A guardian or parent answers to a change of a placement by a link (D32).</summary>
public sealed class GuardianMoveLinkTests
{
    [Theory, Engines]
    public async Task D32_guardian_without_a_token_reads_the_move_and_its_agreement_and_accepts_once(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        var change = await partnership.ProposedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day.AddDays(3));
        var link = await LinkAsync(partnership, change);

        var opened = await partnership.Anyone.GetGuardianAcceptanceAsync(link);
        Assert.Equal((change.Text, change.TextHash, change.AgreementText), (opened.Text, opened.TextHash, opened.AgreementText));
        var another = await GiveAsync(partnership, link, new string('0', 64)).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        await GiveAsync(partnership, link, another.Change("textHash").GetString()!);

        var accepted = await partnership.ReadChangeAsync(change);
        var guardian = Assert.Single(accepted.Acceptances, one => one.By == "guardian");
        Assert.Equal((Day, null), (guardian.On, guardian.ScanHash));
        Assert.Equal(["mother"], await partnership.App.Db.QueryAsync<string>(
            """
            SELECT relation
            FROM partnership.placement_change_acceptance
            WHERE change_id = @id AND party = 'guardian'
            """,
            new { id = change.Id }));
        await GiveAsync(partnership, link, change.TextHash).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal("agreed", (await partnership.AcceptedByAllAsync(accepted)).State);
    }

    [Theory, Engines]
    public async Task D32_acceptance_by_link_that_is_the_last_one_moves_the_learner(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        var to = await partnership.OpenSlotAsync();
        var change = await partnership.ProposedAsync(placement, to);
        foreach (var party in change.Awaiting.Where(party => party != "guardian")) await partnership.AcceptAsync(change, party);

        await GiveAsync(partnership, await LinkAsync(partnership, change), change.TextHash);

        Assert.Equal(to.Id, (await partnership.ReadPlacementAsync(placement)).SlotId);
    }

    [Theory, Engines]
    public async Task D32_refusal_by_link_ends_the_change_and_not_the_placement(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        var change = await partnership.ProposedAsync(placement, await partnership.OpenSlotAsync());

        var answer = await GiveAsync(partnership, await LinkAsync(partnership, change), change.TextHash, refused: true);

        Assert.Equal((true, Day), (answer.Refused, answer.AcceptedOn));
        Assert.Equal("refused", (await partnership.ReadChangeAsync(change)).State);
        Assert.Equal("active", (await partnership.ReadPlacementAsync(placement)).State);
        await partnership.Coordinator(Bpc).MakeGuardianMoveLinkAsync(change.PlacementId, change.Id, new())
            .ShouldBeProblemAsync("change-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D32_link_is_closed_by_an_acceptance_on_paper_by_a_new_link_and_by_the_changes_end(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync(SlotRequest(capacity: 2)));
        var to = await partnership.OpenSlotAsync();
        var change = await partnership.ProposedAsync(placement, to);
        var first = await LinkAsync(partnership, change);
        var second = await LinkAsync(partnership, change);
        await ShouldBeClosedAsync(first);
        await partnership.GuardianAcceptAsync(change, Day);
        await ShouldBeClosedAsync(second);
        await partnership.Coordinator(Bpc).MakeGuardianMoveLinkAsync(change.PlacementId, change.Id, new())
            .ShouldBeProblemAsync("already-consented", HttpStatusCode.Conflict);
        await partnership.Coordinator(Bpc).WithdrawPlacementChangeAsync(change.PlacementId, change.Id);
        var next = await partnership.ProposedAsync(placement, to);
        var third = await LinkAsync(partnership, next);

        await partnership.Coordinator(Bpc).WithdrawPlacementChangeAsync(next.PlacementId, next.Id);

        await ShouldBeClosedAsync(third);

        Task ShouldBeClosedAsync(string link) =>
            partnership.Anyone.GetGuardianAcceptanceAsync(link).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D44_the_guardians_relation_goes_with_the_learners_data_and_the_acceptance_stays(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync(), learner.Id);
        var change = await partnership.ProposedAsync(placement, await partnership.OpenSlotAsync());
        await GiveAsync(partnership, await LinkAsync(partnership, change), change.TextHash);

        await partnership.App.DeliverAsync(ErasedLearnerTests.Erased(learner, version: 3));

        Assert.Equal(1, await partnership.App.Db.SingleAsync<int>(
            """
            SELECT COUNT(*)
            FROM partnership.placement_change_acceptance
            WHERE change_id = @id AND party = 'guardian' AND relation IS NULL AND actor = ''
            """,
            new { id = change.Id }));
    }

    private static async Task<string> LinkAsync(PartnershipApp partnership, PlacementChange change) =>
        (await partnership.Coordinator(Bpc).MakeGuardianMoveLinkAsync(change.PlacementId, change.Id, new())).Url!.Split('/')[^1];

    private static Task<GuardianMoveLinkAccepted> GiveAsync(
        PartnershipApp partnership, string link, string textHash, bool refused = false) =>
        partnership.Anyone.GiveGuardianAcceptanceAsync(link, new() { TextHash = textHash, Relation = "mother", Refused = refused });
}

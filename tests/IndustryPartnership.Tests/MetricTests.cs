using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>What whoever runs the service may watch of its domain.</summary>
public sealed class MetricTests
{
    private static readonly string[] Parties = [Bpc, Dji];

    [Theory, Engines]
    public async Task Waiting_signatures_of_a_placement_include_co_signatories(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement);
        Assert.Equal(4, await CountAsync(partnership, "platform.signatures.awaited", "placement"));

        await partnership.SignPlacementAsync(placement, Dji);
        await partnership.SignPlacementAsync(placement, Ncut);

        Assert.Equal(2, await CountAsync(partnership, "platform.signatures.awaited", "placement"));
    }

    [Theory, Engines]
    public async Task Waiting_signatures_of_an_agreement_and_amendment_are_its_parties(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Parties);
        Assert.Equal(2, await AwaitedAsync());
        await partnership.SignAsync(agreement, Bpc);
        Assert.Equal(1, await AwaitedAsync());
        await partnership.SignAsync(agreement, Dji);
        Assert.Equal(0, await AwaitedAsync());

        var amended = await partnership.AmendAsync(agreement, Bpc, "Other terms.");
        Assert.Equal(2, await AwaitedAsync());
        await partnership.SignAmendmentAsync(amended, Dji);

        Assert.Equal(1, await AwaitedAsync());

        Task<long> AwaitedAsync() => CountAsync(partnership, "platform.signatures.awaited", "agreement");
    }

    [Theory, Engines]
    public async Task Waiting_signatures_of_a_move_are_those_of_all_three_parties(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(from);
        var change = await partnership.ProposedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day.AddDays(1));
        Assert.Equal(3, await CountAsync(partnership, "platform.signatures.awaited", "move"));

        foreach (var party in change.Awaiting) await partnership.AcceptAsync(change, party);
        await partnership.SignMoveAsync(change, Huace);

        Assert.Equal(2, await CountAsync(partnership, "platform.signatures.awaited", "move"));
    }

    [Theory, Engines]
    public async Task Metrics_count_things_by_state(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.DraftSlotAsync();

        foreach (var (name, state) in new[]
        {
            ("platform.agreements", "active"), ("platform.slots", "open"), ("platform.slots", "draft"),
            ("platform.internship_applications", "submitted"), ("platform.placements", "active"),
        })
        {
            Assert.Equal(1, await CountAsync(partnership, name, state));
        }
    }

    [Theory, Engines]
    public async Task Weeks_of_logbooks_are_counted_by_state(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (learner, week) = (await partnership.EnrolledLearnerAsync(), new DateOnly(2026, 2, 2));
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), learner, week);
        await partnership.LoggedAsync(placement, week);
        await partnership.LogAsync(placement, week.AddDays(7));
        await partnership.LogAsync(placement, week.AddDays(14));

        var weeks = await partnership.App.CountsAsync("platform.logbook_weeks");

        Assert.Equal((1L, 2L), (weeks["signed"], weeks["written"]));
    }

    private static async Task<long> CountAsync(PartnershipApp partnership, string name, string state) =>
        (await partnership.App.CountsAsync(name))[state];
}

using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

using Tags = VocationalPlatform.Client.IndustryPartnership.Tags;

/// <summary>What a base is found by, and who reads its history (S9, S22).</summary>
public sealed class BaseTagTests
{
    [Theory, Engines]
    public async Task S9_S22_base_is_found_by_tags_and_only_parties_see_history_before_approval(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var found = await MemberTests.ApprovedAsync(partnership, Ncut, Bpc);
        var tags = new Tags { Measures = [Measure.IntegratingTeachers], Strategies = ["four centers"] };
        await partnership.OrgAdmin(Dji).TagBaseAsync(found.Id, found.Version, tags)
            .ShouldBeProblemAsync("not-a-member", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Bpc).TagBaseAsync(found.Id, found.Version - 1, tags)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.OrgAdmin(Bpc).TagBaseAsync(found.Id, found.Version, tags);
        partnership.App.Today.MoveTo(Day.AddDays(10));
        await partnership.Authority.SuspendBaseAsync(found.Id, new() { Reason = "Inspection.", SuspendedOn = Day.AddDays(8) });
        var anybody = partnership.By("anybody", Roles.Learner);

        foreach (var (bases, count) in new[]
        {
            (anybody.ListBasesAsync(measure: "integrating-teachers"), 1),
            (anybody.ListBasesAsync(measure: "general-education"), 0),
            (anybody.ListBasesAsync(strategy: "four centers", party: "bpc"), 1),
            (anybody.ListBasesAsync(party: "dji"), 0),
        })
        {
            Assert.Equal(count, (await bases).Items.Count);
        }
        Assert.Equal(["approved", "tagged", "suspended"], await ActionsAsync(anybody));
        foreach (var reader in new[] { partnership.Coordinator(Bpc), partnership.Authority })
        {
            Assert.Equal(["proposed", "accepted", "approved", "tagged", "suspended"], await ActionsAsync(reader));
        }
        Assert.Equal(
            ("active", "suspended", "active"),
            (await StateAsync(asOf: new(2026, 3, 8)), await StateAsync(asOf: new(2026, 3, 9)), await StateAsync(
                asOf: new(2026, 3, 9), knownOn: new(2026, 3, 10))));
        // A tag is of no event.
        Assert.Empty(await partnership.App.PublishedAsync<BaseAmendedV1>());

        async Task<string> StateAsync(DateOnly? asOf = null, DateOnly? knownOn = null) =>
            (await anybody.GetBaseAsync(found.Id, asOf, knownOn)).State;

        async Task<List<string>> ActionsAsync(IndustryPartnershipClient client) =>
            [.. (await client.GetBaseHistoryAsync(found.Id)).Items.Select(change => change.Action)];
    }
}

using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class BaseTests
{
    internal static readonly DateOnly ValidFrom = new(2026, 1, 1);
    internal static readonly DateOnly ValidUntil = new(2026, 12, 31);

    [Theory, Engines]
    public async Task S17_base_of_three_parties_is_found_by_skill_field_and_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace);
        var found = await ProposeAsync(
            partnership,
            Request(
                "Low-Altitude UAV base",
                "low-altitude UAV",
                ["UAV operation", "UAV operation", "UAV repair"],
                Ncut,
                Bpc,
                Huace));
        await ApproveAsync(partnership, found);
        await ApproveAsync(partnership, await ProposeAsync(partnership));
        var anybody = partnership.By("anybody", Roles.Learner);

        foreach (var bases in new[]
        {
            anybody.ListBasesAsync(skill: "UAV operation"),
            anybody.ListBasesAsync(field: "low-altitude UAV"),
            anybody.ListBasesAsync(skill: "UAV repair", state: "active", activeOn: new(2026, 3, 1)),
        })
        {
            var only = Assert.Single((await bases).Items);
            Assert.Equal(found.Id, only.Id);
            Assert.Equal([Bpc, Huace, Ncut], only.Parties);
            Assert.Equal(["UAV operation", "UAV repair"], only.Skills);
        }
        Assert.Equal(
            (2, 2, 2, 0, 0, 0),
            (
                await CountAsync(),
                await CountAsync(activeOn: new(2026, 3, 1)),
                await CountAsync(activeOn: new(2026, 12, 31)),
                await CountAsync(activeOn: new(2026, 2, 28)),
                await CountAsync(activeOn: new(2027, 1, 1)),
                await CountAsync(state: "suspended")));

        async Task<int> CountAsync(string? state = null, DateOnly? activeOn = null) =>
            (await anybody.ListBasesAsync(state, activeOn: activeOn)).Items.Count;
    }

    [Theory, Engines]
    public async Task D25_catch_up_tells_only_approved_bases(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (active, suspended) = (await NewAsync(), await NewAsync());
        await NewAsync();
        foreach (var approved in new[] { active, suspended }) await ApproveAsync(partnership, approved);
        await SuspendAsync(partnership, suspended);

        var told = await partnership.StatesAsync("industry-partnership/base");

        Assert.Equal((2, active.Id, suspended.Id), (told.Count, ((BaseApprovedV1)told[0]).Base.Id, ((BaseSuspendedV1)told[1]).Base.Id));

        Task<Base> NewAsync() => ProposeAsync(partnership);
    }

    [Theory, Engines]
    public async Task D25_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (proposed, withdrawn) = (
            await ProposeAsync(partnership),
            await ProposeAsync(partnership));
        Assert.Equal("withdrawn", (await WithdrawAsync(withdrawn)).State);

        await SuspendAsync(partnership, proposed).ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        foreach (var reply in new[]
        {
            ApproveAsync(partnership, withdrawn),
            SuspendAsync(partnership, withdrawn),
            WithdrawAsync(withdrawn),
            EditAsync(withdrawn, 2),
        }) await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        await ApproveAsync(partnership, proposed);
        foreach (var reply in new[] { ApproveAsync(partnership, proposed), WithdrawAsync(proposed), EditAsync(proposed, 3) })
        {
            await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        }
        await SuspendAsync(partnership, proposed);
        foreach (var reply in new[] { SuspendAsync(partnership, proposed), WithdrawAsync(proposed), EditAsync(proposed, 4) })
        {
            await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        }

        Task<Base> WithdrawAsync(Base found) =>
            partnership.Signatory(Ncut).WithdrawBaseAsync(found.Id);
        Task<Base> EditAsync(Base found, int version) =>
            partnership.OrgAdmin(Ncut).EditBaseAsync(found.Id, version, Request());
    }

    [Theory, Engines]
    public async Task D25_only_the_proposer_changes_a_proposal_with_the_version_it_read(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership);
        var path = $"{Api}/bases/{proposed.Id}";
        var changed = Request("Another name", "AI", ["vision"], Ncut, ShougangIt);

        await partnership.App.As(Ncut, Roles.OrgAdmin).PutAsync(path, changed, version: null)
            .ShouldBeProblemAsync("precondition-required", (HttpStatusCode)428);
        await partnership.OrgAdmin(Ncut).EditBaseAsync(proposed.Id, version: 7, changed)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.OrgAdmin(Bpc).EditBaseAsync(proposed.Id, version: 1, changed)
            .ShouldBeProblemAsync("not-your-base", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Bpc).WithdrawBaseAsync(proposed.Id).ShouldBeProblemAsync("not-your-base", HttpStatusCode.Forbidden);
        var edited = await partnership.OrgAdmin(Ncut).EditBaseAsync(proposed.Id, version: 1, changed);

        Assert.Equal(("Another name", "AI", 2), (edited.Name, edited.Field, edited.Version));
        Assert.Equal([Ncut, ShougangIt, "vision"], edited.Parties.Concat(edited.Skills));
        await partnership.OrgAdmin(Bpc).GetBaseAsync(proposed.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D25_the_proposer_is_a_verified_party_and_the_others_are_registered(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);

        var stranger = await ProposeAsync(partnership, Request(parties: [Bpc])).ShouldBeProblemAsync(
            "not-a-party", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D25", stranger.Rule);
        await ProposeAsync(partnership, Request(parties: [.. stranger.Change("parties").Codes()]));
        var unknown = await ProposeAsync(partnership, Request(parties: [Ncut, "nobody", Bpc, "nowhere"])).ShouldBeProblemAsync(
            "parties-unknown", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["nobody", "nowhere"], unknown.Fact("unknown").Codes());
        await ProposeAsync(partnership, Request(parties: [.. unknown.Change("parties").Codes()]));
        var backwards = await ProposeAsync(partnership, Request(validFrom: ValidUntil.AddDays(1))).ShouldBeProblemAsync(
            "ends-before-it-starts", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", ValidUntil.AddDays(1)), (backwards.Rule, backwards.Change("validUntil").Day()));
        var unverified = await partnership.OrgAdmin(Huace).ProposeBaseAsync(Request(parties: [Huace]))
            .ShouldBeProblemAsync("enterprise-not-verified", HttpStatusCode.UnprocessableEntity);
        await partnership.App.As(Bpc, Roles.Coordinator).PostAsync(unverified.Change("verify").GetString()!).BodyAsync();
        await partnership.OrgAdmin(Huace).ProposeBaseAsync(Request(parties: [Huace]));
    }

    [Theory, Engines]
    public async Task Parties_and_authorities_see_a_proposed_base_and_an_approved_one_is_public(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership);

        Assert.Equal((true, true, true, false), await SeenAsync());
        await ApproveAsync(partnership, proposed);
        Assert.Equal((true, true, true, true), await SeenAsync());

        async Task<(bool Proposer, bool Party, bool Authority, bool Anybody)> SeenAsync() =>
            (
                await SeesAsync(partnership.OrgAdmin(Ncut)),
                await SeesAsync(partnership.Coordinator(Bpc)),
                await SeesAsync(partnership.Authority),
                await SeesAsync(partnership.Coordinator(ShougangIt)));

        async Task<bool> SeesAsync(IndustryPartnershipClient client)
        {
            var listed = (await client.ListBasesAsync()).Items.Count == 1;
            Assert.Equal(listed, (await client.GetBaseAsync(proposed.Id).OutcomeAsync()).Passed);
            return listed;
        }
    }

    internal static ProposeBaseRequest Request(
        string name = "5G base", string field = "5G engineering", string[]? skills = null, params string[] parties) =>
        Request(ValidFrom, name, field, skills, parties);

    internal static ProposeBaseRequest Request(
        DateOnly validFrom, string name = "5G base", string field = "5G engineering", string[]? skills = null, params string[] parties) =>
        new()
        {
            Name = name,
            Parties = parties.Length > 0 ? parties : [Ncut, Bpc],
            Field = field,
            Skills = skills ?? ["base stations"],
            Capacity = 40,
            ValidFrom = validFrom,
            ValidUntil = ValidUntil,
        };

    internal static Task<Base> ProposeAsync(PartnershipApp partnership, ProposeBaseRequest? request = null) =>
        partnership.Signatory(Ncut).ProposeBaseAsync(request ?? Request());

    // Where all have accepted, or nobody can any more, asking once more changes nothing.
    internal static async Task<Base> ApproveAsync(PartnershipApp partnership, Base found, DateOnly? approvedOn = null)
    {
        foreach (var party in found.Members.Where(member => member.JoinedOn is null))
        {
            await partnership.OrgAdmin(party.Organisation).JoinBaseAsync(found.Id, new()).OutcomeAsync();
        }
        return await partnership.Authority.ApproveBaseAsync(found.Id, new() { ApprovedOn = approvedOn });
    }

    internal static Task<Base> SuspendAsync(PartnershipApp partnership, Base found, DateOnly? suspendedOn = null) =>
        partnership.Authority.SuspendBaseAsync(found.Id, new() { Reason = "Inspection.", SuspendedOn = suspendedOn });
}

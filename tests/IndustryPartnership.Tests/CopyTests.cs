using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kernel;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>A party's own copy of an agreement's text, held against the agreement's (D22, D23).</summary>
public sealed class CopyTests
{
    [Theory, Engines]
    public async Task D22_copy_is_the_same_in_any_white_space_and_member_order(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var members = JsonNode.Parse(agreement.Text)!.AsObject().Reverse()
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()));
        var copy = new JsonObject(members).ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        Assert.NotEqual(agreement.Text, copy);

        var compared = await CompareAsync(partnership, agreement, copy);

        Assert.Equal((agreement.TextHash, true, 1, "active"), (compared.TextHash, compared.IsSame, compared.Revision, compared.State));
        Assert.Empty(Differences(compared));
    }

    [Theory, Engines]
    public async Task D22_comparison_names_the_members_that_differ(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var copy = JsonNode.Parse(agreement.Text)!.AsObject();
        copy["terms"] = "What I want to have agreed on.";
        copy["parties"]!.AsArray().RemoveAt(0);
        copy["extra"] = null;
        copy.Remove("title");

        var compared = await CompareAsync(partnership, agreement, copy.ToJsonString());

        Assert.Equal((CanonicalJson.Hash(CanonicalJson.Write(copy)), false, null), (compared.TextHash, compared.IsSame, compared.Revision));
        Assert.Equal(["extra", "parties", "terms", "title"], Differences(compared));
    }

    [Theory, Engines]
    public async Task A_copy_that_is_no_object_has_no_members_to_compare(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);

        foreach (var copy in new[] { "The parties agree.", "[ 1 ]", "1e999", "{\"a\":1,\"a\":2}", "\"\\ud800\"", new string('[', 100_000) })
        {
            var compared = await CompareAsync(partnership, agreement, copy);
            Assert.Equal(
                (CanonicalJson.Hash(copy == "[ 1 ]" ? "[1]" : copy), false, null),
                (compared.TextHash, compared.IsSame, compared.Differences));
        }
    }

    [Theory, Engines]
    public async Task D23_copy_of_a_former_or_proposed_text_is_recognised(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var second = await partnership.AmendedAsync(first, "Second.", Ncut, Bpc);
        var third = (await partnership.AmendAsync(second, Bpc, "Third.")).Amendment!;

        var former = await CompareAsync(partnership, first, first.Text);
        Assert.Equal((false, 1, "amended"), (former.IsSame, former.Revision, former.State));
        Assert.Equal(["amends", "terms"], Differences(former));
        var proposed = await CompareAsync(partnership, first, third.Text);
        Assert.Equal((false, 3, "proposed"), (proposed.IsSame, proposed.Revision, proposed.State));
        Assert.True((await CompareAsync(partnership, first, second.Text)).IsSame);
    }

    [Theory, Engines]
    public async Task A_comparison_changes_nothing_and_only_readers_may_compare(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc]);
        var before = await AuditedAsync();

        var compared = await CompareAsync(partnership, draft, draft.Text);
        Assert.Equal((true, "draft"), (compared.IsSame, compared.State));
        await partnership.Coordinator(Bpc).CompareCopyAsync(draft.Id, new() { Text = draft.Text })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        Assert.Equal(before, await AuditedAsync());
        Assert.Equal(1, (await partnership.Signatory(Ncut).GetAgreementAsync(draft.Id)).Version);

        async Task<int> AuditedAsync() => (await partnership.App.Db.QueryAsync<int>("SELECT COUNT(*) FROM $schema.audit")).Single();
    }

    private static Task<CompareCopyResponse> CompareAsync(PartnershipApp partnership, Agreement agreement, string text) =>
        partnership.Coordinator(Ncut).CompareCopyAsync(agreement.Id, new() { Text = text });

    private static IReadOnlyList<string> Differences(CompareCopyResponse compared) => compared.Differences!;
}

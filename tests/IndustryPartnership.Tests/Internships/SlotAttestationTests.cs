using System.Net;
using System.Text.Json;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Who attests that nothing is asked of a learner, and who sees their names (D34).</summary>
public sealed class SlotAttestationTests
{
    [Theory, Engines]
    public async Task D34_the_institution_attests_with_its_approval(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.DraftSlotAsync();
        await partnership.SubmitAsync(slot);
        Task<Slot> ApproveAsync(Attestation? attestation) =>
            partnership.Coordinator(Bpc).ApproveSlotAsync(slot.Id, new() { InstitutionAttestation = attestation });

        var problem = await ApproveAsync(null).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D34", "institutionAttestation.by"), (problem.Rule, problem.Change("missing")[0].GetString()));
        var stated = problem.Change("institutionAttestation");
        var approved = await ApproveAsync(
            new() { By = "Li Na", On = stated.Day("on"), Absent = [.. stated.GetProperty("absent").Codes()] });
        Assert.Equal(("Li Na", "Wang Fang"), (approved.InstitutionAttestation!.By, approved.Terms.Attestation!.By));
        await partnership.OpenAsync(approved);
        Assert.Null((await partnership.Coordinator(Ncut).GetSlotAsync(slot.Id)).InstitutionAttestation!.By);
    }

    [Theory, Engines]
    public async Task D34_slot_approved_without_an_attestation_is_approved_again(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.ApprovedSlotAsync();
        await partnership.ChangeAsync(
            """
            UPDATE partnership.slot
            SET approved_capacity = NULL, approved_from = NULL, approved_until = NULL, institution_attestation = NULL WHERE id = @id
            """,
            new { id = slot.Id });

        Assert.Equal(
            "D34", (await partnership.OpenAsync(slot).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity)).Rule);
        await partnership.ApproveAsync(slot);
        await partnership.OpenAsync(slot);
    }

    [Theory, Engines]
    public async Task D34_only_enterprise_and_approving_institution_see_who_attests(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace);
        var slot = await partnership.OpenSlotAsync();

        Assert.Equal(
            ("Wang Fang", "Wang Fang"), (await NameAsync(partnership.Manager(Dji)), await NameAsync(partnership.Coordinator(Bpc))));
        foreach (var other in new[] { partnership.Coordinator(Ncut), partnership.Manager(Huace), partnership.Authority })
        {
            Assert.Null(await NameAsync(other));
        }
        var events = await partnership.App.PublishedAsync<Contracts.IndustryPartnership.SlotOpenedV1>();
        Assert.DoesNotContain("Wang", JsonSerializer.Serialize(events), StringComparison.Ordinal);

        async Task<string?> NameAsync(IndustryPartnershipClient client) =>
            (await client.GetSlotAsync(slot.Id)).Terms.Attestation!.By;
    }

    [Theory, Engines]
    public async Task D34_only_slot_roles_see_who_attests_and_unopened_slots(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var (approved, open) = (await partnership.ApprovedSlotAsync(), await partnership.OpenAsync(await partnership.ApprovedSlotAsync()));

        foreach (var person in new[]
        {
            partnership.AsLearner(Guid.NewGuid()),
            partnership.By(Dji, Roles.Mentor, "mentor-1"),
        })
        {
            await person.GetSlotAsync(approved.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            var shown = await person.GetSlotAsync(open.Id);
            Assert.Null(shown.Terms.Attestation!.By);
        }
        Assert.Equal("Wang Fang", (await partnership.Manager(Dji).GetSlotAsync(open.Id)).Terms.Attestation!.By);
    }
}

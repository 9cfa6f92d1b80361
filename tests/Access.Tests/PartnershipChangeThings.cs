using System.Text.Json;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How changes of placements are made: within DJI, to another slot of it, or to an enterprise of its own.</summary>
public sealed partial class PartnershipThings
{
    private static readonly DateOnly EffectiveOn = Day.AddDays(1);

    private Dictionary<string, Func<Task<Thing>>> ChangeRecipes() => new()
    {
        ["ProposePlacementChange"] = async () => new Thing(await PlacementAsync())
        {
            Body = new
            {
                reason = "Another field.",
                slotId = await SlotAsync("submission", "approval", "opening"),
                mentor = "person-3",
                effectiveOn = EffectiveOn,
            }
        },
        ["AcceptPlacementChange"] = async () => Accepting(await ProposedChangeAsync("dji", InternshipManager)),
        ["AcceptPlacementChange (enterprise)"] = async () => Accepting(await ProposedChangeAsync("bpc", Coordinator)),
        ["AcceptPlacementChange (next enterprise)"] = async () => await ChangeToAnotherAsync() is var (enterprise, change)
            ? Accepting(change) with { Own = enterprise }
            : null!,
        ["RecordGuardianAcceptance"] = async () => Of(await ProposedChangeAsync(
            "dji", InternshipManager, BirthDateOfAMinor)) with
        { Body = new { documentHash = new string('b', 64), signedOn = Day } },
        ["SignPlacementChange"] = async () => Signing((await AcceptedMoveAsync()).Change),
        ["SignPlacementChange (next enterprise)"] = async () => await AcceptedMoveAsync() is var (enterprise, change)
            ? Signing(change) with { Own = enterprise } : null!,
        ["CorrectPlacementChange"] = async () => Of((await AcceptedMoveAsync()).Change) with
        {
            Body = new { act = "guardian-consent", scanHash = new string('7', 64), reason = "Another page." },
        },
        ["CorrectPlacementChange (next enterprise)"] = async () => await SignedMoveAsync() is var (enterprise, change)
            ? Of(change) with { Own = enterprise, Body = new { act = "signature", signatory = "Wang Fang", reason = "Another name." } }
            : null!,
        ["RefusePlacementChange"] = async () => Of(
            await ProposedChangeAsync("bpc", Coordinator)) with
        { Body = new { reason = "Not now." } },
        ["WithdrawPlacementChange"] = async () => Of(await ProposedChangeAsync("bpc", Coordinator)),
        ["WithdrawPlacementChange (enterprise)"] = async () => Of(await ProposedChangeAsync("dji", InternshipManager)),
        ["ListPlacementChanges"] = async () => new Thing { Listed = Id(await ProposedChangeAsync("bpc", Coordinator)) },
        ["ListPlacementChanges (next enterprise)"] = async () => await ChangeToAnotherAsync() is var (enterprise, change)
            ? new Thing { Listed = Id(change), Own = enterprise }
            : null!,
        ["ListChangesOfPlacement"] = async () => await ProposedChangeAsync("bpc", Coordinator) is var change
            ? new Thing(PlacementOf(change)) { Listed = Id(change) }
            : null!,
        ["GetPlacementChange"] = async () => Of(await ProposedChangeAsync("bpc", Coordinator)),
        ["GetPlacementChange (next enterprise)"] = async () => await ChangeToAnotherAsync() is var (enterprise, change)
            ? Of(change) with { Own = enterprise }
            : null!,
    };

    private static string PlacementOf(JsonElement change) => change.GetProperty("placementId").GetString()!;

    private static Thing Of(JsonElement change) => new(PlacementOf(change), Id(change));

    private static Thing Accepting(JsonElement change) =>
        Of(change) with { Body = new { textHash = change.GetProperty("textHash").GetString() } };

    private static Thing Signing(JsonElement change) =>
        Of(change) with { Body = new { textHash = change.GetProperty("agreementHash").GetString(), signedOn = Day } };

    /// <summary>A move to another enterprise to which the learner and a guardian have consented.</summary>
    private async Task<(string Enterprise, JsonElement Change)> AcceptedMoveAsync()
    {
        var (enterprise, change) = await ChangeToAnotherAsync();
        var path = $"/placements/{PlacementOf(change)}/changes/{Id(change)}";
        await DoAsync("bpc", Learner, $"{path}/acceptance", new { textHash = change.GetProperty("textHash").GetString() });
        await DoAsync("bpc", Coordinator, $"{path}/guardian-acceptance", new { documentHash = new string('b', 64), signedOn = Day });
        return (enterprise, change);
    }

    private async Task<(string Enterprise, JsonElement Change)> SignedMoveAsync()
    {
        var (enterprise, change) = await AcceptedMoveAsync();
        var textHash = change.GetProperty("agreementHash").GetString();
        var body = new { textHash, signedOn = Day, signatory = "Li Hua", scanHash = new string('6', 64) };
        await DoAsync(enterprise, Signatory, $"/placements/{PlacementOf(change)}/changes/{Id(change)}/signatures", body);
        return (enterprise, change);
    }

    /// <summary>Another mentor at the same slot.</summary>
    private async Task<JsonElement> ProposedChangeAsync(string org, string role, DateOnly? birthDate = null) =>
        await DoAsync(
            org,
            role,
            $"/placements/{(birthDate is null ? await PlacementAsync() : await MinorsPlacementAsync(birthDate.Value))}/changes",
            new { reason = "Another field.", mentor = "person-3", effectiveOn = EffectiveOn });

    private async Task<string> MinorsPlacementAsync(DateOnly birthDate)
    {
        var placement = await AcceptedAsync(birthDate);
        var id = Id(placement);
        await DoAsync("bpc", Coordinator, $"/placements/{id}/guardian-consent", new { documentHash = new string('a', 64), signedOn = Day });
        await DoAsync("bpc", Learner, $"/placements/{id}/consent", new { consentedOn = Day });
        foreach (var (org, role) in new[] { ("bpc", Signatory), ("dji", Signatory), ("bpc", Learner) }) await DoAsync(
            org, role, $"/placements/{id}/signatures", new { textHash = placement.GetProperty("textHash").GetString(), signedOn = Day });
        return Id(await DoAsync("bpc", Coordinator, $"/placements/{id}/start", new { }));
    }

    private async Task<(string Enterprise, JsonElement Change)> ChangeToAnotherAsync()
    {
        var enterprise = await EnterpriseAsync($"e{Next()}");
        await DoAsync("bpc", Coordinator, $"/organisations/{enterprise}/verification");
        foreach (var postKind in new[] { null, "uav-pilot" })
        {
            await DoAsync(
                enterprise,
                OrgAdmin,
                $"/organisations/{enterprise}/staff-counts",
                new { postKind, staff = 1000, effectiveOn = new DateOnly(2020, 1, 1) });
        }
        var agreement = await DoAsync(
            "bpc",
            Signatory,
            "/agreements",
            new
            {
                kind = "internship-framework",
                title = "Cooperation",
                terms = "What we agree on.",
                parties = new[] { "bpc", enterprise },
                validFrom = new DateOnly(2026, 1, 1),
                validUntil = new DateOnly(2030, 12, 31),
            });
        var proposed = await DoAsync("bpc", Signatory, $"/agreements/{Id(agreement)}/proposal");
        foreach (var org in new[] { "bpc", enterprise })
        {
            await DoAsync(
                org, Signatory, $"/agreements/{Id(proposed)}/signatures", new { textHash = proposed.GetProperty("textHash").GetString() });
        }
        var slot = Id(
            await DoAsync(
            enterprise, InternshipManager, "/slots", Slot(Id(await DoAsync("bjedu", Authority, "/filings", Filing(enterprise))))));
        await DoAsync(enterprise, InternshipManager, $"/slots/{slot}/submission");
        await DoAsync("bpc", Coordinator, $"/slots/{slot}/approval", Approval());
        await DoAsync(enterprise, InternshipManager, $"/slots/{slot}/opening");
        return (enterprise, await DoAsync(
            "bpc",
            Coordinator,
            $"/placements/{await PlacementAsync()}/changes",
            new { reason = "Another field.", slotId = slot, effectiveOn = EffectiveOn }));
    }
}

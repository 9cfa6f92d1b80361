using VocationalPlatform.Client.IndustryPartnership;
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
                slotId = await OpenSlotAsync(),
                mentor = "person-3",
                effectiveOn = EffectiveOn,
            }
        },
        ["AcceptPlacementChange"] = async () => Accepting(await ProposedChangeAsync(Manager)),
        ["AcceptPlacementChange (enterprise)"] = async () => Accepting(await ProposedChangeAsync(Office)),
        ["AcceptPlacementChange (next enterprise)"] = async () => await ChangeToAnotherAsync() is var (enterprise, change)
            ? Accepting(change) with { Own = enterprise }
            : null!,
        ["RecordGuardianAcceptance"] = async () =>
            Of(await MinorsChangeAsync()) with { Body = new { documentHash = new string('b', 64), signedOn = Day } },
        ["MakeGuardianMoveLink"] = async () =>
            Of(await MinorsChangeAsync()) with { Body = new { validHours = 24 }, ShownOnce = "url" },
        ["GetGuardianAcceptance"] = async () => new Thing((await MoveLinkAsync()).Token),
        ["GiveGuardianAcceptance"] = async () => await MoveLinkAsync() is var (token, textHash)
            ? new Thing(token) { Body = new { textHash, relation = "father" } }
            : null!,
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
        ["RefusePlacementChange"] = async () => Of(await ProposedChangeAsync(Office)) with { Body = new { reason = "Not now." } },
        ["WithdrawPlacementChange"] = async () => Of(await ProposedChangeAsync(Office)),
        ["WithdrawPlacementChange (enterprise)"] = async () => Of(await ProposedChangeAsync(Manager)),
        ["ListPlacementChanges"] = async () => new Thing { Listed = $"{(await ProposedChangeAsync(Office)).Id}" },
        ["ListPlacementChanges (next enterprise)"] = async () => await ChangeToAnotherAsync() is var (enterprise, change)
            ? new Thing { Listed = $"{change.Id}", Own = enterprise }
            : null!,
        ["ListChangesOfPlacement"] = async () => await ProposedChangeAsync(Office) is var change
            ? new Thing(change.PlacementId) { Listed = $"{change.Id}" }
            : null!,
        ["GetPlacementChange"] = async () => Of(await ProposedChangeAsync(Office)),
        ["GetPlacementChange (next enterprise)"] = async () => await ChangeToAnotherAsync() is var (enterprise, change)
            ? Of(change) with { Own = enterprise }
            : null!,
    };

    private static Thing Of(PlacementChange change) => new(change.PlacementId, change.Id);

    private static Thing Accepting(PlacementChange change) => Of(change) with { Body = new { textHash = change.TextHash } };

    private static Thing Signing(PlacementChange change) =>
        Of(change) with { Body = new { textHash = change.AgreementHash, signedOn = Day } };

    /// <summary>A move to another enterprise to which the learner and a guardian have consented.</summary>
    private async Task<(string Enterprise, PlacementChange Change)> AcceptedMoveAsync()
    {
        var (enterprise, change) = await ChangeToAnotherAsync();
        var (placement, id) = (change.PlacementId, change.Id);
        await By("bpc", Learner).AcceptPlacementChangeAsync(placement, id, new() { TextHash = change.TextHash });
        return (enterprise, await Office.RecordGuardianAcceptanceAsync(
            placement, id, new() { DocumentHash = new string('b', 64), SignedOn = Day }));
    }

    private async Task<(string Enterprise, PlacementChange Change)> SignedMoveAsync()
    {
        var (enterprise, change) = await AcceptedMoveAsync();
        return (enterprise, await By(enterprise, Signatory).SignPlacementChangeAsync(change.PlacementId, change.Id, new()
        {
            TextHash = change.AgreementHash!,
            SignedOn = Day,
            Signatory = "Li Hua",
            ScanHash = new string('6', 64),
        }));
    }

    /// <summary>Another mentor at the same slot.</summary>
    private async Task<PlacementChange> ProposedChangeAsync(IndustryPartnershipClient by) =>
        await by.ProposePlacementChangeAsync(await PlacementAsync(), AnotherMentor);

    private static ProposePlacementChangeRequest AnotherMentor =>
        new() { Reason = "Another field.", Mentor = "person-3", EffectiveOn = EffectiveOn };

    private async Task<PlacementChange> MinorsChangeAsync()
    {
        var placement = await Office.StartPlacementAsync((await ReadyAsync(birthDate: BirthDateOfAMinor)).Id, new());
        return await Manager.ProposePlacementChangeAsync(placement.Id, AnotherMentor);
    }

    private async Task<(string Token, string TextHash)> MoveLinkAsync()
    {
        var change = await MinorsChangeAsync();
        var link = await Office.MakeGuardianMoveLinkAsync(change.PlacementId, change.Id, new());
        return (link.Url!.Split('/')[^1], change.TextHash!);
    }

    private async Task<(string Enterprise, PlacementChange Change)> ChangeToAnotherAsync()
    {
        var enterprise = await VerifiedEnterpriseAsync($"e{Next()}");
        await EmployAsync(enterprise, staff: 1000);
        await ActiveAsync(enterprise);
        var filing = await By("bjedu", Authority).RecordFilingAsync(Filing(enterprise));
        var change = new ProposePlacementChangeRequest
        {
            Reason = "Another field.",
            SlotId = await OpenSlotAsync(By(enterprise, InternshipManager), filing.Id),
            EffectiveOn = EffectiveOn,
        };
        return (enterprise, await Office.ProposePlacementChangeAsync(await PlacementAsync(), change));
    }
}

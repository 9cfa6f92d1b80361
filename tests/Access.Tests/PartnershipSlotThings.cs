namespace Access.Tests;

/// <summary>Slots that the rules on internships let open, their verdicts and receipts.</summary>
public sealed partial class PartnershipThings
{
    private static readonly DateOnly SlotFrom = new(2026, 8, 1);
    private static readonly DateOnly SlotUntil = new(2027, 1, 31);

    private Dictionary<string, Func<Task<Thing>>> WithSlots(Dictionary<string, Func<Task<Thing>>> own)
    {
        own["JudgeSlot"] = () => Made(new Thing { Body = Slot(), ChangesNothing = true });
        own["ListRulePacks"] = () => Made(new Thing());
        own["ListReceipts"] = async () => new Thing { Listed = await ReceiptAsync() };
        own["ListReceiptKeys"] = () => Made(new Thing());
        own["GetReceipt"] = async () => new Thing(await ReceiptAsync());
        return own;
    }

    private async Task<string> ReceiptAsync()
    {
        var slot = Guid.Parse(await SlotAsync("submission", "approval", "opening"));
        return (await App.Db.QueryAsync<Guid>("SELECT id FROM $schema.receipt WHERE subject_id = @slot", new { slot })).Single().ToString();
    }

    private static object Slot() => new
    {
        title = "UAV operation",
        postKind = "uav-pilot",
        majors = new[] { "460609" },
        capacity = 1,
        startsOn = SlotFrom,
        endsOn = SlotUntil,
        baseId = (Guid?)null,
        kind = "post-internship",
        hoursPerDay = 8,
        hoursPerWeek = 40,
        nightShift = false,
        restDays = false,
        overtime = false,
        workConditions = new[] { "at-height" },
        viaIntermediary = false,
        place = "Shenzhen",
        minimumAge = 16,
        filing = "BJ-2026-1",
        pay = new { monthly = 2800.00m, samePost = 3500.00m, inMoney = true, paidMonthly = true, lowestGrade = 3200.00m, probation = 3000.00m, reason = "None is needed." },
        lengthReason = "As the plan of the course has it.",
        insurance = new { insurer = "An insurer", policyNumber = "P-1", from = SlotFrom, until = SlotUntil, chargedToStudent = false },
        attestation = new { by = "Wang Fang", on = Day, absent = new[] { "deposit", "training-fee", "commission", "identity-papers", "guarantee" } },
    };
}

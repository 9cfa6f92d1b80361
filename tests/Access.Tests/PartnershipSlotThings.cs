using static Contracts.Roles;

namespace Access.Tests;

/// <summary>Slots that the rules on internships let open, their verdicts and receipts.</summary>
public sealed partial class PartnershipThings
{
    private static readonly DateOnly SlotFrom = new(2026, 8, 1);
    private static readonly DateOnly SlotUntil = new(2027, 1, 31);

    private Dictionary<string, Func<Task<Thing>>> WithSlots(Dictionary<string, Func<Task<Thing>>> own)
    {
        own["ReturnSlot"] = async () => new Thing(await SlotAsync("submission")) { Body = new { reason = "Name the mentor's field." } };
        own["NameFilings"] = async () =>
            new Thing(await SlotAsync("submission", "approval", "opening")) { Body = new { filings = new[] { Filed } } };
        own["ListInsurances"] = async () => new Thing(await SlotAsync("submission", "approval", "opening"));
        own["RecordFiling"] = () => Made(new Thing { Body = Filing() });
        own["CorrectFiling"] = async () => new Thing(await FilingAsync()) { Version = 1, Body = CorrectedFiling() };
        own["EndFiling"] = async () => new Thing(await FilingAsync()) { Body = new { reason = "Inspection.", endedOn = Day } };
        own["ListFilings"] = async () => new Thing { Listed = await FilingAsync() };
        own["GetFiling"] = async () => new Thing(await FilingAsync());
        own["GetFilingHistory"] = async () => new Thing(await FilingAsync()) { Listed = "recorded" };
        own["JudgeSlot"] = () => Made(new Thing { Body = Slot(Filed), ChangesNothing = true });
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

    // What nobody may ask of a learner (D34).
    private static readonly string[] Burdens =
        ["deposit", "training-fee", "commission", "management-fee", "material-fee", "placement-fee", "identity-papers", "guarantee"];

    /// <summary>The filing that slots rest on (D28).</summary>
    private string Filed { get; set; } = "";

    private async Task<string> FilingAsync() => Id(await DoAsync("bjedu", Authority, "/filings", Filing()));

    private object Filing(string enterprise = "dji") => new
    {
        number = $"F-{Next()}",
        institution = "bpc",
        enterprise,
        postKind = "uav-pilot",
        from = SlotFrom,
        until = SlotUntil,
        allows = new[] { "at-height" },
        hoursPerDay = 9.5m,
        hoursPerWeek = 44,
    };

    private object CorrectedFiling() => new { reason = "Another number.", filing = Filing(), endedOn = SlotUntil };

    private static object NextInsurance() => new
    {
        insurer = "Another insurer",
        policyNumber = "P-2",
        from = Day,
        until = Day.AddDays(30),
        chargedToStudent = false,
        takenFromPay = false,
        takenOutBy = "institution",
    };

    private static object Approval() => new { institutionAttestation = new { by = "Li Na", on = Day, absent = Burdens } };

    private static object Slot(string filing) => new
    {
        title = "UAV operation",
        postKind = "uav-pilot",
        capacity = 1,
        startsOn = SlotFrom,
        endsOn = SlotUntil,
        baseId = (Guid?)null,
        terms = new
        {
            kind = "post-internship",
            majors = new[] { "460609" },
            hoursPerDay = 8,
            hoursPerWeek = 40,
            nightShift = false,
            restDays = false,
            overtime = false,
            workConditions = new[] { "at-height" },
            viaIntermediary = false,
            place = "Shenzhen",
            minimumAge = 16,
            filings = new[] { filing },
            pay = new
            {
                monthly = 2800.00m,
                samePost = 3500.00m,
                inMoney = true,
                paidMonthly = true,
                lowestGrade = 3200.00m,
                probation = 3000.00m,
                reason = "None is needed.",
            },
            lengthReason = "As the plan of the course has it.",
            insurance = new
            {
                insurer = "An insurer",
                policyNumber = "P-1",
                from = SlotFrom,
                until = SlotUntil,
                chargedToStudent = false,
                takenFromPay = false,
                takenOutBy = "enterprise",
            },
            attestation = new { by = "Wang Fang", on = Day, absent = Burdens },
        },
    };
}

using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>Slots that the rules on internships let open, their verdicts and receipts.</summary>
public sealed partial class PartnershipThings
{
    private static readonly DateOnly SlotFrom = new(2026, 8, 1);
    private static readonly DateOnly SlotUntil = new(2027, 1, 31);

    private Dictionary<string, Func<Task<Thing>>> WithSlots(Dictionary<string, Func<Task<Thing>>> own)
    {
        own["ReturnSlot"] = async () => new Thing(await SubmittedSlotAsync()) { Body = new { reason = "Name the mentor's field." } };
        own["NameFilings"] = async () =>
            new Thing(await OpenSlotAsync()) { Body = new { filings = new[] { Filed } } };
        own["CorrectInsurance"] = async () => new Thing(await OpenSlotAsync())
        {
            Body = new { insurer = "Another insurer", policyNumber = "P-2", insurance = NextInsurance(), reason = "Other days." },
        };
        own["AnnulInsurance"] = async () => new Thing(await OpenSlotAsync())
        {
            Body = new { insurer = "Another insurer", policyNumber = "P-2", reason = "The premium was never paid." },
        };
        own["ListInsurances"] = async () => new Thing(await OpenSlotAsync());
        own["RecordFiling"] = () => Made(new Thing { Body = Filing() });
        own["CorrectFiling"] = async () => new Thing((await FilingAsync()).Id) { Version = 1, Body = CorrectedFiling() };
        own["EndFiling"] = async () => new Thing((await FilingAsync()).Id) { Body = new { reason = "Inspection.", endedOn = Day } };
        own["ListFilings"] = async () => new Thing { Listed = $"{(await FilingAsync()).Id}" };
        own["GetFiling"] = async () => new Thing((await FilingAsync()).Id);
        own["GetFilingHistory"] = async () => new Thing((await FilingAsync()).Id) { Listed = "recorded" };
        own["JudgeSlot"] = () => Made(new Thing { Body = Slot(Filed), ChangesNothing = true });
        own["ListRulePacks"] = () => Made(new Thing());
        own["ListReceipts"] = async () => new Thing { Listed = $"{await ReceiptAsync()}" };
        own["ListReceiptKeys"] = () => Made(new Thing());
        own["GetReceipt"] = async () => new Thing(await ReceiptAsync());
        return own;
    }

    private async Task<Guid> ReceiptAsync()
    {
        var slot = await OpenSlotAsync();
        return (await App.Db.QueryAsync<Guid>("SELECT id FROM $schema.receipt WHERE subject_id = @slot", new { slot })).Single();
    }

    private async Task<Guid> SlotAsync(IndustryPartnershipClient? by = null, Guid? filing = null) =>
        (await (by ?? Manager).DraftSlotAsync(Slot(filing ?? Filed))).Id;

    private async Task<Guid> SubmittedSlotAsync(IndustryPartnershipClient? by = null, Guid? filing = null) =>
        (await (by ?? Manager).SubmitSlotAsync(await SlotAsync(by, filing))).Id;

    private async Task<Guid> ApprovedSlotAsync(IndustryPartnershipClient? by = null, Guid? filing = null) =>
        (await Office.ApproveSlotAsync(await SubmittedSlotAsync(by, filing), Approval())).Id;

    private async Task<Guid> OpenSlotAsync(IndustryPartnershipClient? by = null, Guid? filing = null) =>
        (await (by ?? Manager).OpenSlotAsync(await ApprovedSlotAsync(by, filing))).Id;

    // What nobody may ask of a learner (D34).
    private static readonly string[] Burdens =
        ["deposit", "training-fee", "commission", "management-fee", "material-fee", "placement-fee", "identity-papers", "guarantee"];

    /// <summary>The filing that slots rest on (D28).</summary>
    private Guid Filed { get; set; }

    private Task<Filing> FilingAsync() => By("bjedu", Authority).RecordFilingAsync(Filing());

    private RecordFilingRequest Filing(string enterprise = "dji") => new()
    {
        Number = $"F-{Next()}",
        Institution = "bpc",
        Enterprise = enterprise,
        PostKind = "uav-pilot",
        From = SlotFrom,
        Until = SlotUntil,
        Allows = ["at-height"],
        HoursPerDay = 9.5m,
        HoursPerWeek = 44,
    };

    private CorrectFilingRequest CorrectedFiling() => new() { Reason = "Another number.", Filing = Filing(), EndedOn = SlotUntil };

    private static Insurance NextInsurance() => new()
    {
        Insurer = "Another insurer",
        PolicyNumber = "P-2",
        From = Day,
        Until = Day.AddDays(30),
        ChargedToStudent = false,
        TakenFromPay = false,
        TakenOutBy = "institution",
    };

    private static ApproveSlotRequest Approval() => new() { InstitutionAttestation = AttestedBy("Li Na") };

    private static Attestation AttestedBy(string name) => new() { By = name, On = Day, Absent = Burdens };

    private static WriteSlotRequest Slot(Guid filing) => new()
    {
        Title = "UAV operation",
        PostKind = "uav-pilot",
        Capacity = 1,
        StartsOn = SlotFrom,
        EndsOn = SlotUntil,
        Terms = new()
        {
            Kind = "post-internship",
            Majors = ["460609"],
            HoursPerDay = 8,
            HoursPerWeek = 40,
            NightShift = false,
            RestDays = false,
            Overtime = false,
            WorkConditions = ["at-height"],
            ViaIntermediary = false,
            Place = "Shenzhen",
            MinimumAge = 16,
            Filings = [filing],
            Pay = new()
            {
                Monthly = 2800,
                SamePost = 3500,
                InMoney = true,
                PaidMonthly = true,
                LowestGrade = 3200,
                Probation = 3000,
                Reason = "None is needed.",
            },
            LengthReason = "As the plan of the course has it.",
            Insurance = NextInsurance() with { From = SlotFrom, Until = SlotUntil, TakenOutBy = "enterprise" },
            Attestation = AttestedBy("Wang Fang"),
        },
    };
}

using System.Text.Json;
using Contracts.Enrollment;
using IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

[CollectionDefinition(IndustryPartnershipService.Name)]
public sealed class PartnershipCollection : ICollectionFixture<PartnershipThings>;

/// <summary>Industry partnership: BPC with DJI; Shougang Institute of Technology is the third institution, Huace the other enterprise.</summary>
public sealed class PartnershipThings()
    : Things(IndustryPartnershipService.Name, "partnership", builder => builder.AddIndustryPartnership(), app => app.MapIndustryPartnership())
{
    public static readonly Table Answers = Table.Parse(
        """
        ListParkedMessages                | bpc | shougang-it | ops 200+, * 403                          | ops 200+, * 403                       | ops 200+, * 403
        GetParkedMessage                  | bpc | shougang-it | ops 200, * 403                           | ops 200, * 403                        | ops 200, * 403
        ReplayParkedMessage               | bpc | shougang-it | ops 200, * 403                           | ops 200, * 403                        | ops 200, * 403
        DiscardParkedMessage              | bpc | shougang-it | ops 200, * 403                           | ops 200, * 403                        | ops 200, * 403
        RegisterOrganisation              | bpc | shougang-it | authority 201, ops 201, * 403            | authority 201, ops 201, * 403         | ops 201, * 403
        RegisterOrganisation (enterprise) | new | huace       | org-admin 201, * 403                     | * 403                                 | * 403
        ListOrganisations                 | bpc | shougang-it | * 200+                                   | * 200+                                | * 200+
        VerifyEnterprise                  | bpc | shougang-it | coordinator 200, * 403                   | coordinator 200, * 403                | * 403
        VerifyEnterprise (by enterprise)  | bpc | huace       | coordinator 200, * 403                   | * 403                                 | * 403
        AmendOrganisation                 | new | shougang-it | org-admin 200, * 403                     | * 403                                 | * 403
        GetOrganisation                   | bpc | shougang-it | * 200                                    | * 200                                 | * 200
        AddUnit                           | new | shougang-it | org-admin 201, * 403                     | * 403                                 | * 403
        RecordStaffCount                  | new | huace       | org-admin 201, * 403                     | * 403                                 | * 403
        ListStaffCounts                   | dji | huace       | * 200+                                   | * 200+                                | * 200+
        CloseOrganisation                 | new | shougang-it | authority 200, ops 200, * 403            | authority 200, ops 200, * 403         | ops 200, * 403
        DraftAgreement                    | bpc | shougang-it | signatory 201, * 403                     | signatory 422, * 403                  | * 403
        ListAgreements (draft)            | bpc | dji         | org-admin 200+, signatory 200+, coordinator 200+, internship-manager 200+, registrar 200+, * 403 | org-admin 200-, signatory 200-, coordinator 200-, internship-manager 200-, registrar 200-, * 403 | * 403
        ListAgreements (proposed)         | dji | shougang-it | org-admin 200+, signatory 200+, coordinator 200+, internship-manager 200+, registrar 200+, * 403 | org-admin 200-, signatory 200-, coordinator 200-, internship-manager 200-, registrar 200-, * 403 | * 403
        GetAgreement (draft)              | bpc | dji         | org-admin 200, signatory 200, coordinator 200, internship-manager 200, registrar 200, * 403 | org-admin 404, signatory 404, coordinator 404, internship-manager 404, registrar 404, * 403 | * 403
        GetAgreement (proposed)           | dji | shougang-it | org-admin 200, signatory 200, coordinator 200, internship-manager 200, registrar 200, * 403 | org-admin 404, signatory 404, coordinator 404, internship-manager 404, registrar 404, * 403 | * 403
        EditAgreement                     | dji | shougang-it | signatory 200, * 403                     | signatory 404, * 403                  | * 403
        EditAgreement (draft)             | bpc | dji         | signatory 200, * 403                     | signatory 404, * 403                  | * 403
        ProposeAgreement                  | bpc | dji         | signatory 200, * 403                     | signatory 404, * 403                  | * 403
        SignAgreement                     | dji | shougang-it | signatory 200, * 403                     | signatory 404, * 403                  | * 403
        TerminateAgreement                | dji | shougang-it | signatory 200, * 403                     | signatory 404, * 403                  | * 403
        DraftSlot                         | dji | huace       | internship-manager 201, * 403            | internship-manager 201, * 403         | * 403
        DraftSlot (by an institution)     | dji | bpc         | internship-manager 201, * 403            | internship-manager 422, * 403         | * 403
        ListSlots (draft)                 | dji | bpc         | * 200+                                   | * 200-                                | * 200-
        ListSlots (submitted)             | bpc | shougang-it | * 200+                                   | * 200-                                | * 200-
        ListSlots (open)                  | dji | huace       | * 200+                                   | * 200+                                | * 200+
        GetSlot (draft)                   | dji | bpc         | * 200                                    | * 404                                 | * 404
        GetSlot (submitted)               | bpc | shougang-it | * 200                                    | * 404                                 | * 404
        GetSlot (open)                    | dji | huace       | * 200                                    | * 200                                 | * 200
        EditSlot                          | dji | huace       | internship-manager 200, * 403            | internship-manager 404, * 403         | * 403
        EditSlot (submitted)              | dji | bpc         | internship-manager 200, * 403            | * 403                                 | * 403
        SubmitSlot                        | dji | huace       | internship-manager 200, * 403            | internship-manager 404, * 403         | * 403
        WithdrawSlot                      | dji | huace       | internship-manager 200, * 403            | internship-manager 404, * 403         | * 403
        WithdrawSlot (submitted)          | dji | bpc         | internship-manager 200, * 403            | * 403                                 | * 403
        ApproveSlot                       | bpc | shougang-it | coordinator 200, * 403                   | coordinator 404, * 403                | * 403
        OpenSlot                          | dji | huace       | internship-manager 200, * 403            | internship-manager 404, * 403         | * 403
        CloseSlot                         | dji | huace       | internship-manager 200, * 403            | * 403                                 | * 403
        ApplyForSlot                      | bpc | shougang-it | learner 201, coordinator 201, * 403      | learner 409, coordinator 409, * 403   | * 403
        ApplyForSlot (another learner)    | bpc | bpc         | learner 201, coordinator 201, * 403      | learner 409, coordinator 201, * 403   | * 403
        ShortlistApplication              | dji | huace       | internship-manager 200, * 403            | internship-manager 404, * 403         | * 403
        ShortlistApplication (by school)  | dji | bpc         | internship-manager 200, * 403            | * 403                                 | * 403
        OfferPlace                        | dji | huace       | internship-manager 200, * 403            | internship-manager 404, * 403         | * 403
        OfferPlace (by school)            | dji | bpc         | internship-manager 200, * 403            | * 403                                 | * 403
        RejectApplication                 | dji | huace       | internship-manager 200, * 403            | internship-manager 404, * 403         | * 403
        RejectApplication (by school)     | dji | bpc         | internship-manager 200, * 403            | * 403                                 | * 403
        AcceptOffer                       | bpc | shougang-it | learner 201, * 403                       | learner 404, * 403                    | * 403
        AcceptOffer (another learner)     | bpc | bpc         | learner 201, * 403                       | learner 404, * 403                    | * 403
        WithdrawApplication               | bpc | shougang-it | learner 200, coordinator 200, * 403      | learner 404, coordinator 404, * 403   | * 403
        WithdrawApplication (by enterprise) | bpc | dji       | learner 200, coordinator 200, * 403      | learner 404, * 403                    | * 403
        ListApplications                  | bpc | shougang-it | coordinator 200+, internship-manager 200+, learner 200+, * 403 | coordinator 200-, internship-manager 200-, learner 200-, * 403 | * 403
        ListApplications (enterprise)     | dji | huace       | coordinator 200+, internship-manager 200+, learner 200-, * 403 | coordinator 200-, internship-manager 200-, learner 200-, * 403 | * 403
        GetApplication                    | bpc | shougang-it | coordinator 200, internship-manager 200, learner 200, * 403 | coordinator 404, internship-manager 404, learner 404, * 403 | * 403
        GetApplication (enterprise)       | dji | huace       | coordinator 200, internship-manager 200, learner 404, * 403 | coordinator 404, internship-manager 404, learner 404, * 403 | * 403
        ConsentToPlacement                | bpc | shougang-it | learner 200, * 403                       | learner 404, * 403                    | * 403
        ConsentToPlacement (another learner) | bpc | bpc      | learner 200, * 403                       | learner 404, * 403                    | * 403
        RecordGuardianConsent             | bpc | shougang-it | coordinator 200, * 403                   | coordinator 404, * 403                | * 403
        RecordGuardianConsent (by enterprise) | bpc | dji     | coordinator 200, * 403                   | * 403                                 | * 403
        SignPlacement                     | bpc | shougang-it | signatory 200, learner 200, * 403        | signatory 404, learner 404, * 403     | * 403
        SignPlacement (enterprise)        | dji | huace       | signatory 200, learner 404, * 403        | signatory 404, learner 404, * 403     | * 403
        StartPlacement                    | bpc | shougang-it | coordinator 200, internship-manager 200, * 403 | coordinator 404, internship-manager 404, * 403 | * 403
        StartPlacement (enterprise)       | dji | huace       | coordinator 200, internship-manager 200, * 403 | coordinator 404, internship-manager 404, * 403 | * 403
        CompletePlacement                 | bpc | shougang-it | coordinator 200, * 403                   | coordinator 404, * 403                | * 403
        CompletePlacement (by enterprise) | bpc | dji         | coordinator 200, * 403                   | * 403                                 | * 403
        StopPlacement                     | bpc | shougang-it | coordinator 200, * 403                   | coordinator 404, * 403                | * 403
        StopPlacement (by enterprise)     | bpc | dji         | coordinator 200, * 403                   | * 403                                 | * 403
        ListPlacements                    | bpc | shougang-it | coordinator 200+, internship-manager 200+, signatory 200+, learner 200+, * 403 | coordinator 200-, internship-manager 200-, signatory 200-, learner 200-, * 403 | * 403
        ListPlacements (enterprise)       | dji | huace       | coordinator 200+, internship-manager 200+, signatory 200+, learner 200-, * 403 | coordinator 200-, internship-manager 200-, signatory 200-, learner 200-, * 403 | * 403
        GetPlacement                      | bpc | shougang-it | coordinator 200, internship-manager 200, signatory 200, learner 200, * 403 | coordinator 404, internship-manager 404, signatory 404, learner 404, * 403 | * 403
        GetPlacement (enterprise)         | dji | huace       | coordinator 200, internship-manager 200, signatory 200, learner 404, * 403 | coordinator 404, internship-manager 404, signatory 404, learner 404, * 403 | * 403
        GetPlacementAgreement             | bpc | shougang-it | coordinator 200, internship-manager 200, signatory 200, learner 200, * 403 | coordinator 404, internship-manager 404, signatory 404, learner 404, * 403 | * 403
        GetPlacementAgreement (enterprise) | dji | huace      | coordinator 200, internship-manager 200, signatory 200, learner 404, * 403 | coordinator 404, internship-manager 404, signatory 404, learner 404, * 403 | * 403
        ProposeBase                       | bpc | shougang-it | org-admin 201, signatory 201, * 403      | org-admin 422, signatory 422, * 403   | * 403
        EditBase                          | bpc | shougang-it | org-admin 200, signatory 200, * 403      | org-admin 404, signatory 404, * 403   | * 403
        EditBase (by another party)       | bpc | dji         | org-admin 200, signatory 200, * 403      | * 403                                 | * 403
        WithdrawBase                      | bpc | shougang-it | org-admin 200, signatory 200, * 403      | org-admin 404, signatory 404, * 403   | * 403
        WithdrawBase (by another party)   | bpc | dji         | org-admin 200, signatory 200, * 403      | * 403                                 | * 403
        ApproveBase                       | bpc | shougang-it | authority 200, * 403                     | authority 200, * 403                  | * 403
        SuspendBase                       | bpc | shougang-it | authority 200, * 403                     | authority 200, * 403                  | * 403
        ListBases (proposed)              | dji | shougang-it | * 200+                                   | authority 200+, * 200-                | * 200-
        ListBases (approved)              | bpc | shougang-it | * 200+                                   | * 200+                                | * 200+
        GetBase (proposed)                | dji | shougang-it | * 200                                    | authority 200, * 404                  | * 404
        GetBase (approved)                | bpc | shougang-it | * 200                                    | * 200                                 | * 200
        """);

    public override Table Table => Answers;

    protected override object Unreadable { get; } = new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UnixEpoch, Learner = null! };

    protected override IReadOnlyDictionary<string, Func<Task<Thing>>> Recipes => With(new()
    {
        ["RegisterOrganisation"] = () => Made(new Thing { Body = new { code = $"u{Next()}", name = "A university", kind = "university", nameZh = "大学" } }),
        ["RegisterOrganisation (enterprise)"] = () => Made($"e{Next()}" is var code ? new Thing { Own = code, Body = new { code, name = "An enterprise", kind = "enterprise" } } : null!),
        ["ListOrganisations"] = () => Made(new Thing { Listed = "dji" }),
        ["VerifyEnterprise"] = async () => new Thing(await EnterpriseAsync($"e{Next()}")),
        ["AmendOrganisation"] = async () => await UniversityAsync() is var code ? new Thing(code) { Own = code, Version = 1, Body = new { name = "Another name", nameZh = "新名" } } : null!,
        ["GetOrganisation"] = () => Made(new Thing("dji")),
        ["AddUnit"] = async () => await UniversityAsync() is var code ? new Thing(code) { Own = code, Body = new { code = "drone-college", name = "Drone College" } } : null!,
        ["RecordStaffCount"] = async () => await EnterpriseAsync($"e{Next()}") is var code ? new Thing(code) { Own = code, Body = new { postKind = "welder", staff = 50, effectiveOn = Day } } : null!,
        ["ListStaffCounts"] = () => Made(new Thing("dji") { Listed = "uav-pilot" }),
        ["CloseOrganisation"] = async () => await UniversityAsync() is var code ? new Thing(code) { Own = code, Body = new { reason = "Merged." } } : null!,
        ["DraftAgreement"] = () => Made(new Thing { Body = Agreement() }),
        ["ListAgreements (draft)"] = async () => new Thing { Listed = Id(await DraftAsync()) },
        ["ListAgreements (proposed)"] = async () => new Thing { Listed = Id(await ProposedAsync()) },
        ["GetAgreement (draft)"] = async () => new Thing(Id(await DraftAsync())),
        ["GetAgreement (proposed)"] = async () => new Thing(Id(await ProposedAsync())),
        ["EditAgreement"] = async () => new Thing(Id(await ProposedAsync())) { Version = 2, Body = Text() },
        ["EditAgreement (draft)"] = async () => new Thing(Id(await DraftAsync())) { Version = 1, Body = Text() },
        ["ProposeAgreement"] = async () => new Thing(Id(await DraftAsync())),
        ["SignAgreement"] = async () => await ProposedAsync() is var agreement ? new Thing(Id(agreement)) { Body = new { textHash = agreement.GetProperty("textHash").GetString() } } : null!,
        ["TerminateAgreement"] = async () => new Thing(Id(await ActiveAsync())) { Body = new { reason = "Ended by both." } },
        ["DraftSlot"] = () => Made(new Thing { Body = Slot() }),
        ["ListSlots (draft)"] = async () => new Thing { Listed = await SlotAsync() },
        ["ListSlots (submitted)"] = async () => new Thing { Listed = await SlotAsync("submission") },
        ["ListSlots (open)"] = async () => new Thing { Listed = await SlotAsync("submission", "approval", "opening") },
        ["GetSlot (draft)"] = async () => new Thing(await SlotAsync()),
        ["GetSlot (submitted)"] = async () => new Thing(await SlotAsync("submission")),
        ["GetSlot (open)"] = async () => new Thing(await SlotAsync("submission", "approval", "opening")),
        ["EditSlot"] = async () => new Thing(await SlotAsync()) { Version = 1, Body = Slot() },
        ["EditSlot (submitted)"] = async () => new Thing(await SlotAsync("submission")) { Version = 2, Body = Slot() },
        ["SubmitSlot"] = async () => new Thing(await SlotAsync()),
        ["WithdrawSlot"] = async () => new Thing(await SlotAsync()),
        ["WithdrawSlot (submitted)"] = async () => new Thing(await SlotAsync("submission")),
        ["ApproveSlot"] = async () => new Thing(await SlotAsync("submission")),
        ["OpenSlot"] = async () => new Thing(await SlotAsync("submission", "approval")),
        ["CloseSlot"] = async () => new Thing(await SlotAsync("submission", "approval", "opening")),
        ["ApplyForSlot"] = async () => new Thing(await SlotAsync("submission", "approval", "opening")) { Body = new { learnerId = await LearnerAsync() } },
        ["ShortlistApplication"] = async () => new Thing(await ApplicationAsync()),
        ["OfferPlace"] = async () => new Thing(await ApplicationAsync()),
        ["RejectApplication"] = async () => new Thing(await ApplicationAsync()) { Body = new { reason = "Another profile." } },
        ["AcceptOffer"] = async () => new Thing(await OfferAsync()),
        ["WithdrawApplication"] = async () => new Thing(await ApplicationAsync()),
        ["ListApplications"] = async () => new Thing { Listed = await ApplicationAsync() },
        ["GetApplication"] = async () => new Thing(await ApplicationAsync()),
        ["ConsentToPlacement"] = async () => new Thing(Id(await AcceptedAsync())) { Body = new { consentedOn = Day } },
        ["RecordGuardianConsent"] = async () => new Thing(Id(await AcceptedAsync(new DateOnly(2010, 5, 1)))) { Body = new { documentHash = new string('a', 64), signedOn = Day } },
        ["SignPlacement"] = async () => await ConsentedAsync() is var placement ? new Thing(Id(placement)) { Body = new { textHash = placement.GetProperty("textHash").GetString(), signedOn = Day } } : null!,
        ["StartPlacement"] = async () => new Thing(Id(await ReadyAsync())) { Body = new { startedOn = Day } },
        ["CompletePlacement"] = async () => new Thing(await PlacementAsync()) { Body = new { completedOn = Day, hours = 960, grade = "good" } },
        ["StopPlacement"] = async () => new Thing(await PlacementAsync()) { Body = new { stoppedOn = Day, reason = "Illness." } },
        ["ListPlacements"] = async () => new Thing { Listed = await PlacementAsync() },
        ["GetPlacement"] = async () => new Thing(await PlacementAsync()),
        ["GetPlacementAgreement"] = async () => new Thing(await PlacementAsync()),
        ["ProposeBase"] = () => Made(new Thing { Body = Base() }),
        ["EditBase"] = async () => new Thing(await BaseAsync()) { Version = 1, Body = Base() },
        ["WithdrawBase"] = async () => new Thing(await BaseAsync()),
        ["ApproveBase"] = async () => new Thing(await BaseAsync()) { Body = new { approvedOn = Day } },
        ["SuspendBase"] = async () => new Thing(await BaseAsync(isApproved: true)) { Body = new { reason = "Inspection.", suspendedOn = Day } },
        ["ListBases (proposed)"] = async () => new Thing { Listed = await BaseAsync() },
        ["ListBases (approved)"] = async () => new Thing { Listed = await BaseAsync(isApproved: true) },
        ["GetBase (proposed)"] = async () => new Thing(await BaseAsync()),
        ["GetBase (approved)"] = async () => new Thing(await BaseAsync(isApproved: true)),
    });

    protected override async Task SetUpAsync()
    {
        await RegisterAsync("bpc", "vocational-college");
        await RegisterAsync("shougang-it", "university");
        foreach (var code in new[] { "dji", "huace" }) await DoAsync("bpc", Coordinator, $"/organisations/{await EnterpriseAsync(code)}/verification");
        await DoAsync("dji", OrgAdmin, "/organisations/dji/staff-counts", new { staff = 1_000_000, effectiveOn = new DateOnly(2020, 1, 1) });
        await DoAsync("dji", OrgAdmin, "/organisations/dji/staff-counts", new { postKind = "uav-pilot", staff = 1_000_000, effectiveOn = new DateOnly(2020, 1, 1) });
        await ActiveAsync();
    }

    private static Task<Thing> Made(Thing thing) => Task.FromResult(thing);

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;

    private static object Text() => new { title = "Cooperation", terms = "What we agree on.", validFrom = new DateOnly(2026, 1, 1), validUntil = new DateOnly(2030, 12, 31) };

    private static object Agreement() => new
    {
        kind = "internship-framework",
        title = "Cooperation",
        terms = "What we agree on.",
        parties = new[] { "bpc", "dji" },
        validFrom = new DateOnly(2026, 1, 1),
        validUntil = new DateOnly(2030, 12, 31),
    };

    private static object Slot() =>
        new { title = "UAV operation", postKind = "uav-pilot", majors = new[] { "460609" }, capacity = 1, startsOn = new DateOnly(2026, 8, 1), endsOn = new DateOnly(2027, 1, 31) };

    private static object Base() => new
    {
        name = "5G base",
        parties = new[] { "bpc", "dji" },
        field = "5G engineering",
        skills = new[] { "base stations" },
        capacity = 40,
        validFrom = new DateOnly(2026, 1, 1),
        validUntil = new DateOnly(2030, 12, 31),
    };

    private Task<JsonElement> RegisterAsync(string code, string kind) => DoAsync("bjedu", Authority, "/organisations", new { code, name = code, kind });

    private async Task<string> UniversityAsync() => (await RegisterAsync($"u{Next()}", "university")).GetProperty("code").GetString()!;

    private async Task<string> EnterpriseAsync(string code) => (await DoAsync(code, OrgAdmin, "/organisations", new { code, name = code, kind = "enterprise" })).GetProperty("code").GetString()!;

    private Task<JsonElement> DraftAsync() => DoAsync("bpc", Signatory, "/agreements", Agreement());

    private async Task<JsonElement> ProposedAsync() => await DoAsync("bpc", Signatory, $"/agreements/{Id(await DraftAsync())}/proposal");

    private async Task<JsonElement> ActiveAsync()
    {
        var agreement = await ProposedAsync();
        var body = new { textHash = agreement.GetProperty("textHash").GetString() };
        await DoAsync("bpc", Signatory, $"/agreements/{Id(agreement)}/signatures", body);
        return await DoAsync("dji", Signatory, $"/agreements/{Id(agreement)}/signatures", body);
    }

    private async Task<string> SlotAsync(params string[] steps)
    {
        var id = Id(await DoAsync("dji", InternshipManager, "/slots", Slot()));
        foreach (var step in steps)
        {
            var (org, role) = step == "approval" ? ("bpc", Coordinator) : ("dji", InternshipManager);
            await DoAsync(org, role, $"/slots/{id}/{step}");
        }
        return id;
    }

    private async Task<Guid> LearnerAsync(DateOnly? birthDate = null)
    {
        var learner = new LearnerV1
        {
            Id = Guid.NewGuid(),
            Institution = "bpc",
            Person = Person,
            BirthDate = birthDate ?? new DateOnly(2007, 5, 1),
            ArticulationId = Guid.NewGuid(),
            Major = "460609",
            Cohort = 2024,
            Stage = 1,
            State = "enrolled",
            Version = 1,
        };
        await App.DeliverAsync(new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UnixEpoch, Learner = learner });
        return learner.Id;
    }

    private async Task<string> ApplicationAsync(DateOnly? birthDate = null)
    {
        var slot = await SlotAsync("submission", "approval", "opening");
        return Id(await DoAsync("bpc", Coordinator, $"/slots/{slot}/applications", new { learnerId = await LearnerAsync(birthDate) }));
    }

    private async Task<string> OfferAsync(DateOnly? birthDate = null) => Id(await DoAsync("dji", InternshipManager, $"/applications/{await ApplicationAsync(birthDate)}/offer"));

    private async Task<JsonElement> AcceptedAsync(DateOnly? birthDate = null) => await DoAsync("bpc", Learner, $"/applications/{await OfferAsync(birthDate)}/acceptance");

    private async Task<JsonElement> ConsentedAsync() => await DoAsync("bpc", Learner, $"/placements/{Id(await AcceptedAsync())}/consent", new { });

    private async Task<JsonElement> ReadyAsync()
    {
        var placement = await ConsentedAsync();
        var (sign, body) = ($"/placements/{Id(placement)}/signatures", new { textHash = placement.GetProperty("textHash").GetString() });
        foreach (var (org, role) in new[] { ("bpc", Signatory), ("dji", Signatory) }) await DoAsync(org, role, sign, body);
        return await DoAsync("bpc", Learner, sign, body);
    }

    private async Task<string> PlacementAsync() => Id(await DoAsync("bpc", Coordinator, $"/placements/{Id(await ReadyAsync())}/start", new { }));

    private async Task<string> BaseAsync(bool isApproved = false)
    {
        var id = Id(await DoAsync("bpc", Signatory, "/bases", Base()));
        if (isApproved) await DoAsync("bjedu", Authority, $"/bases/{id}/approval", new { });
        return id;
    }
}

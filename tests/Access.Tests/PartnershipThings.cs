using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using IndustryPartnership;
using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

[CollectionDefinition(IndustryPartnershipService.Name)]
public sealed class PartnershipCollection : ICollectionFixture<PartnershipThings>;

/// <summary>Industry partnership: BPC with DJI; Shougang Institute of Technology is the third institution, Huace the other
/// enterprise.</summary>
public sealed partial class PartnershipThings()
    : Things(
        IndustryPartnershipService.Name, "partnership", builder => builder.AddIndustryPartnership(), app => app.MapIndustryPartnership())
{
    public static Table Answers => PartnershipAnswers.Table;

    public override Table Table => Answers;

    /// <summary>Whoever holds a link of 256 random bits needs no token.</summary>
    public override IReadOnlyList<string> Anonymous { get; } =
    [
        "GetGuardianAcceptance", "GetGuardianConsent", "GetMentorAssessment", "GiveGuardianAcceptance", "GiveGuardianConsent",
        "GiveMentorAssessment", "ListReceiptKeys",
    ];

    public override IReadOnlyList<string> AnonymousPaths { get; } =
    [
        "/industry-partnership/v1/guardian-acceptances/{token}", "/industry-partnership/v1/guardian-consents/{token}",
        "/industry-partnership/v1/mentor-assessments/{token}",
        "/industry-partnership/v1/receipts/keys",
    ];

    protected override object Unreadable { get; } = new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UnixEpoch, Learner = null! };

    protected override void AddImports(Dictionary<string, Func<Task<Thing>>> own)
    {
        AddImports(own, "staff-counts", "dji", OrgAdmin, "staff,effectiveOn", " (staff counts)");
        AddImports(own, "applications", "bpc", Coordinator, "slotId,learnerId", " (applications)");
        AddImports(own, "acceptances", "bpc", Learner, "applicationId", " (acceptances)");
    }

    protected override IReadOnlyDictionary<string, Func<Task<Thing>>> Recipes => WithSlots(WithCooperations(With(new(AgreementRecipes())
    {
        ["RegisterOrganisation"] = () => Made(
            new Thing { Body = new { code = $"u{Next()}", name = "A university", kind = "university", nameZh = "大学" } }),
        ["RegisterOrganisation (enterprise)"] = () => Made(
            $"e{Next()}" is var code ? new Thing { Own = code, Body = new { code, name = "An enterprise", kind = "enterprise" } } : null!),
        ["ListOrganisations"] = () => Made(new Thing { Listed = "dji" }),
        ["VerifyEnterprise"] = async () => new Thing(await EnterpriseAsync($"e{Next()}")),
        ["AmendOrganisation"] = async () => await UniversityAsync() is var code
            ? new Thing(code) { Own = code, Version = 1, Body = new { name = "Another name", nameZh = "新名" } }
            : null!,
        ["GetOrganisation"] = () => Made(new Thing("dji")),
        ["AddUnit"] = async () => await UniversityAsync() is var code
            ? new Thing(code) { Own = code, Body = new { code = "drone-college", name = "Drone College" } }
            : null!,
        ["RecordStaffCount"] = async () => await EnterpriseAsync($"e{Next()}") is var code
            ? new Thing(code) { Own = code, Body = new { postKind = "welder", staff = 50, effectiveOn = Day } }
            : null!,
        ["ListStaffCounts"] = () => Made(new Thing("dji") { Listed = "uav-pilot" }),
        ["CloseOrganisation"] = async () => await UniversityAsync() is var code
            ? new Thing(code) { Own = code, Body = new { reason = "Merged." } }
            : null!,
        ["DraftAgreement"] = () => Made(new Thing { Body = Agreement() }),
        ["ListAgreements (draft)"] = async () => new Thing { Listed = $"{(await DraftAsync()).Id}" },
        ["ListAgreements (proposed)"] = async () => new Thing { Listed = $"{(await ProposedAsync()).Id}" },
        ["GetAgreement (draft)"] = async () => new Thing((await DraftAsync()).Id),
        ["GetAgreement (proposed)"] = async () => new Thing((await ProposedAsync()).Id),
        ["EditAgreement"] = async () => new Thing((await ProposedAsync()).Id) { Version = 2, Body = Text() },
        ["EditAgreement (draft)"] = async () => new Thing((await DraftAsync()).Id) { Version = 1, Body = Text() },
        ["ProposeAgreement"] = async () => new Thing((await DraftAsync()).Id),
        ["SignAgreement"] = async () => await ProposedAsync() is var agreement
            ? new Thing(agreement.Id) { Body = new { textHash = agreement.TextHash } }
            : null!,
        ["TerminateAgreement"] = async () => new Thing((await ActiveAsync()).Id) { Body = new { reason = "Ended by both." } },
        ["DraftSlot"] = () => Made(new Thing { Body = Slot(Filed) }),
        ["ListSlots (draft)"] = async () => new Thing { Listed = $"{await SlotAsync()}" },
        ["ListSlots (submitted)"] = async () => new Thing { Listed = $"{await SubmittedSlotAsync()}" },
        ["ListSlots (open)"] = async () => new Thing { Listed = $"{await OpenSlotAsync()}" },
        ["GetSlot (draft)"] = async () => new Thing(await SlotAsync()),
        ["GetSlot (submitted)"] = async () => new Thing(await SubmittedSlotAsync()),
        ["GetSlot (open)"] = async () => new Thing(await OpenSlotAsync()),
        ["EditSlot"] = async () => new Thing(await SlotAsync()) { Version = 1, Body = Slot(Filed) },
        ["EditSlot (submitted)"] = async () => new Thing(await SubmittedSlotAsync()) { Version = 2, Body = Slot(Filed) },
        ["SubmitSlot"] = async () => new Thing(await SlotAsync()),
        ["WithdrawSlot"] = async () => new Thing(await SlotAsync()),
        ["WithdrawSlot (submitted)"] = async () => new Thing(await SubmittedSlotAsync()),
        ["ApproveSlot"] = async () => new Thing(await SubmittedSlotAsync()) { Body = Approval() },
        ["OpenSlot"] = async () => new Thing(await ApprovedSlotAsync()),
        ["CloseSlot"] = async () => new Thing(await OpenSlotAsync()),
        ["RecordInsurance"] = async () => new Thing(await OpenSlotAsync()) { Body = NextInsurance() },
        ["ApplyForSlot"] = async () => new Thing(await OpenSlotAsync()) { Body = new { learnerId = await LearnerAsync() } },
        ["ExportPersonalData"] = async () => new Thing(await LearnerAsync()),
        ["ExportPersonalData (mentor)"] = async () => new Thing(await MentorAsync()),
        ["ExportPersonalData (contact)"] = async () => new Thing(await ContactAsync("dji")),
        ["AskErasure"] = async () => new Thing(await MentorAsync()) { Body = new { reason = "No longer needed." } },
        ["WithdrawErasure"] = async () => new Thing(await AskedErasureAsync()) { Body = new { reason = "A mistake." } },
        ["DecideErasure"] = async () => new Thing(await AskedErasureAsync()) { Body = new { decision = "grant" } },
        ["ListErasures"] = async () => new Thing { Listed = $"{await AskedErasureAsync()}" },
        ["GetErasure"] = async () => new Thing(await AskedErasureAsync()),
        ["ShortlistApplication"] = async () => new Thing(await ApplicationAsync()),
        ["OfferPlace"] = async () => new Thing(await ApplicationAsync()) { Body = new { offeredUntil = Day } },
        ["RejectApplication"] = async () => new Thing(await ApplicationAsync()) { Body = new { reason = "Another profile." } },
        ["AcceptOffer"] = async () => new Thing(await OfferAsync()),
        ["WithdrawApplication"] = async () => new Thing(await ApplicationAsync()),
        ["ListApplications"] = async () => new Thing { Listed = $"{await ApplicationAsync()}" },
        ["GetApplication"] = async () => new Thing(await ApplicationAsync()),
        ["ConsentToPlacement"] = async () => new Thing((await AcceptedAsync()).Id) { Body = new { consentedOn = Day } },
        ["RecordGuardianConsent"] = async () =>
            new Thing((await AcceptedAsync(BirthDateOfAMinor)).Id) { Body = new { documentHash = new string('a', 64), signedOn = Day } },
        ["SignPlacement"] = async () => await ConsentedAsync() is var placement
            ? new Thing(placement.Id) { Body = new { textHash = placement.TextHash, signedOn = Day } }
            : null!,
        ["StartPlacement"] = async () => new Thing((await ReadyAsync()).Id) { Body = new { startedOn = Day } },
        ["CompletePlacement"] = async () => new Thing(await LoggedAsync(isSigned: true))
        {
            Body = new { completedOn = Day, grade = "good" },
        },
        ["StopPlacement"] = async () => new Thing(await PlacementAsync()) { Body = new { stoppedOn = Day, reason = "Illness." } },
        ["StopPlacement (before the start)"] = async () =>
            new Thing((await AcceptedAsync()).Id) { Body = new { stoppedOn = Day, reason = "The post is gone." } },
        ["ListPlacements"] = async () => new Thing { Listed = $"{await PlacementAsync()}" },
        ["GetPlacement"] = async () => new Thing(await PlacementAsync()),
        ["GetPlacementAgreement"] = async () => new Thing(await PlacementAsync()),
    })));

    protected override async Task SetUpAsync()
    {
        foreach (var (code, kind) in Organisations)
        {
            if (kind != OrganisationKind.Enterprise) await RegisterAsync(code, kind);
            else await VerifiedEnterpriseAsync(code);
        }
        await EmployAsync("dji", staff: 1_000_000);
        await ActiveAsync();
        await KeepTemplateAsync("bpc");
        Filed = (await FilingAsync()).Id;
        // The first receipt also makes the key that signs them all.
        await OpenSlotAsync();
    }

    private Dictionary<string, Func<Task<Thing>>> WithCooperations(Dictionary<string, Func<Task<Thing>>> own)
    {
        foreach (var recipes in new[] { PlacementRecipes(), LogbookRecipes(), ChangeRecipes(), BaseRecipes(), ClientRecipes() })
        {
            foreach (var (name, recipe) in recipes) own[name] = recipe;
        }
        new CooperationThings(By, async kind => (await RegisterAsync($"o{Next()}", kind)).Code).AddTo(own);
        return own;
    }

    private static Task<Thing> Made(Thing thing) => Task.FromResult(thing);

    private IndustryPartnershipClient By(string org, string role) => new(As(org, role));

    private IndustryPartnershipClient Office => By("bpc", Coordinator);

    private IndustryPartnershipClient Manager => By("dji", InternshipManager);

    private static EditAgreementRequest Text() => new()
    {
        Title = "Cooperation",
        Terms = "What we agree on.",
        ValidFrom = new(2026, 1, 1),
        ValidUntil = new(2030, 12, 31),
    };

    private static DraftAgreementRequest Agreement(string enterprise = "dji") => new()
    {
        Kind = AgreementKind.InternshipFramework,
        Title = "Cooperation",
        Terms = "What we agree on.",
        Parties = ["bpc", enterprise],
        ValidFrom = new(2026, 1, 1),
        ValidUntil = new(2030, 12, 31),
    };

    private Task<Organisation> RegisterAsync(string code, string kind) =>
        By("bjedu", Authority).RegisterOrganisationAsync(new() { Code = code, Name = code, Kind = kind });

    private async Task<string> UniversityAsync() => (await RegisterAsync($"u{Next()}", OrganisationKind.University)).Code;

    private async Task<string> EnterpriseAsync(string code) =>
        (await By(code, OrgAdmin).RegisterOrganisationAsync(new() { Code = code, Name = code, Kind = OrganisationKind.Enterprise })).Code;

    private async Task<string> VerifiedEnterpriseAsync(string code) =>
        (await Office.VerifyEnterpriseAsync(await EnterpriseAsync(code))).Code;

    private async Task EmployAsync(string enterprise, int staff)
    {
        foreach (var postKind in new[] { null, "uav-pilot" })
        {
            await By(enterprise, OrgAdmin).RecordStaffCountAsync(
                enterprise, new() { PostKind = postKind, Staff = staff, EffectiveOn = new(2020, 1, 1) });
        }
    }

    private Task<Agreement> DraftAsync(string enterprise = "dji") => By("bpc", Signatory).DraftAgreementAsync(Agreement(enterprise));

    private async Task<Agreement> ProposedAsync(string enterprise = "dji") =>
        await By("bpc", Signatory).ProposeAgreementAsync((await DraftAsync(enterprise)).Id);

    private async Task<Agreement> ActiveAsync(string enterprise = "dji")
    {
        var agreement = await ProposedAsync(enterprise);
        var signature = new SignAgreementRequest { TextHash = agreement.TextHash };
        await By("bpc", Signatory).SignAgreementAsync(agreement.Id, signature);
        return await By(enterprise, Signatory).SignAgreementAsync(agreement.Id, signature);
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

    private async Task<Guid> ApplicationAsync(DateOnly? birthDate = null) =>
        (await Office.ApplyForSlotAsync(await OpenSlotAsync(), new() { LearnerId = await LearnerAsync(birthDate) })).Id;

    private async Task<Guid> OfferAsync(DateOnly? birthDate = null) =>
        (await Manager.OfferPlaceAsync(await ApplicationAsync(birthDate), new())).Id;

    private async Task<Placement> AcceptedAsync(DateOnly? birthDate = null) =>
        await By("bpc", Learner).AcceptOfferAsync(await OfferAsync(birthDate));

    private async Task<Placement> ConsentedAsync(DateOnly? on = null, DateOnly? birthDate = null)
    {
        var id = (await AcceptedAsync(birthDate)).Id;
        await Office.RecordGuardianConsentAsync(id, new() { DocumentHash = new string('a', 64), SignedOn = on ?? Day });
        return await By("bpc", Learner).ConsentToPlacementAsync(id, new() { ConsentedOn = on ?? Day });
    }

    private async Task<Placement> ReadyAsync(DateOnly? on = null, DateOnly? birthDate = null)
    {
        var placement = await ConsentedAsync(on, birthDate);
        var signature = new SignPlacementRequest { TextHash = placement.TextHash!, SignedOn = on ?? Day };
        foreach (var org in new[] { "bpc", "dji" }) await By(org, Signatory).SignPlacementAsync(placement.Id, signature);
        return await By("bpc", Learner).SignPlacementAsync(placement.Id, signature);
    }

    private async Task<Guid> AskedErasureAsync() => (await By("dji", Mentor).AskErasureAsync(await MentorAsync(), new())).Id;

    /// <summary>The mentor of a placement that has ended.</summary>
    private async Task<Guid> MentorAsync() => (await Office.StopPlacementAsync(
        await PlacementAsync(), new() { StoppedOn = Day, Reason = "Illness." })).MentorId!.Value;

    /// <summary>One that is under way, and has a mentor.</summary>
    private async Task<Guid> PlacementAsync()
    {
        var id = (await ReadyAsync()).Id;
        await Manager.NameMentorAsync(id, new() { Person = Person });
        return (await Office.StartPlacementAsync(id, new())).Id;
    }
}

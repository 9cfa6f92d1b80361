using System.Text.Json;
using Contracts.Enrollment;
using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using IndustryPartnership;
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
        "GetGuardianConsent", "GetMentorAssessment", "GiveGuardianConsent", "GiveMentorAssessment", "ListReceiptKeys",
    ];

    public override IReadOnlyList<string> AnonymousPaths { get; } =
    [
        "/industry-partnership/v1/guardian-consents/{token}", "/industry-partnership/v1/mentor-assessments/{token}",
        "/industry-partnership/v1/receipts/keys",
    ];

    protected override object Unreadable { get; } = new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UnixEpoch, Learner = null! };

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
        ["ListAgreements (draft)"] = async () => new Thing { Listed = Id(await DraftAsync()) },
        ["ListAgreements (proposed)"] = async () => new Thing { Listed = Id(await ProposedAsync()) },
        ["GetAgreement (draft)"] = async () => new Thing(Id(await DraftAsync())),
        ["GetAgreement (proposed)"] = async () => new Thing(Id(await ProposedAsync())),
        ["EditAgreement"] = async () => new Thing(Id(await ProposedAsync())) { Version = 2, Body = Text() },
        ["EditAgreement (draft)"] = async () => new Thing(Id(await DraftAsync())) { Version = 1, Body = Text() },
        ["ProposeAgreement"] = async () => new Thing(Id(await DraftAsync())),
        ["SignAgreement"] = async () => await ProposedAsync() is var agreement
            ? new Thing(Id(agreement)) { Body = new { textHash = agreement.GetProperty("textHash").GetString() } }
            : null!,
        ["TerminateAgreement"] = async () => new Thing(Id(await ActiveAsync())) { Body = new { reason = "Ended by both." } },
        ["DraftSlot"] = () => Made(new Thing { Body = Slot(Filed) }),
        ["ListSlots (draft)"] = async () => new Thing { Listed = await SlotAsync() },
        ["ListSlots (submitted)"] = async () => new Thing { Listed = await SlotAsync("submission") },
        ["ListSlots (open)"] = async () => new Thing { Listed = await SlotAsync("submission", "approval", "opening") },
        ["GetSlot (draft)"] = async () => new Thing(await SlotAsync()),
        ["GetSlot (submitted)"] = async () => new Thing(await SlotAsync("submission")),
        ["GetSlot (open)"] = async () => new Thing(await SlotAsync("submission", "approval", "opening")),
        ["EditSlot"] = async () => new Thing(await SlotAsync()) { Version = 1, Body = Slot(Filed) },
        ["EditSlot (submitted)"] = async () => new Thing(await SlotAsync("submission")) { Version = 2, Body = Slot(Filed) },
        ["SubmitSlot"] = async () => new Thing(await SlotAsync()),
        ["WithdrawSlot"] = async () => new Thing(await SlotAsync()),
        ["WithdrawSlot (submitted)"] = async () => new Thing(await SlotAsync("submission")),
        ["ApproveSlot"] = async () => new Thing(await SlotAsync("submission")) { Body = Approval() },
        ["OpenSlot"] = async () => new Thing(await SlotAsync("submission", "approval")),
        ["CloseSlot"] = async () => new Thing(await SlotAsync("submission", "approval", "opening")),
        ["RecordInsurance"] = async () => new Thing(await SlotAsync("submission", "approval", "opening")) { Body = NextInsurance() },
        ["ApplyForSlot"] = async () => new Thing(
            await SlotAsync("submission", "approval", "opening"))
        { Body = new { learnerId = await LearnerAsync() } },
        ["ShortlistApplication"] = async () => new Thing(await ApplicationAsync()),
        ["OfferPlace"] = async () => new Thing(await ApplicationAsync()) { Body = new { offeredUntil = Day } },
        ["RejectApplication"] = async () => new Thing(await ApplicationAsync()) { Body = new { reason = "Another profile." } },
        ["AcceptOffer"] = async () => new Thing(await OfferAsync()),
        ["WithdrawApplication"] = async () => new Thing(await ApplicationAsync()),
        ["ListApplications"] = async () => new Thing { Listed = await ApplicationAsync() },
        ["GetApplication"] = async () => new Thing(await ApplicationAsync()),
        ["ConsentToPlacement"] = async () => new Thing(Id(await AcceptedAsync())) { Body = new { consentedOn = Day } },
        ["RecordGuardianConsent"] = async () => new Thing(
            Id(await AcceptedAsync(new DateOnly(2010, 5, 1))))
        { Body = new { documentHash = new string('a', 64), signedOn = Day } },
        ["SignPlacement"] = async () => await ConsentedAsync() is var placement
            ? new Thing(Id(placement)) { Body = new { textHash = placement.GetProperty("textHash").GetString(), signedOn = Day } }
            : null!,
        ["StartPlacement"] = async () => new Thing(Id(await ReadyAsync())) { Body = new { startedOn = Day } },
        ["CompletePlacement"] = async () => new Thing(
            await LoggedAsync(isSigned: true))
        { Body = new { completedOn = Day, grade = "good" } },
        ["StopPlacement"] = async () => new Thing(await PlacementAsync()) { Body = new { stoppedOn = Day, reason = "Illness." } },
        ["StopPlacement (before the start)"] = async () =>
            new Thing(Id(await AcceptedAsync())) { Body = new { stoppedOn = Day, reason = "The post is gone." } },
        ["ListPlacements"] = async () => new Thing { Listed = await PlacementAsync() },
        ["GetPlacement"] = async () => new Thing(await PlacementAsync()),
        ["GetPlacementAgreement"] = async () => new Thing(await PlacementAsync()),
        ["ProposeBase"] = () => Made(new Thing { Body = Base() }),
        ["EditBase"] = async () => new Thing(await BaseAsync()) { Version = 1, Body = Base() },
        ["WithdrawBase"] = async () => new Thing(await BaseAsync()),
        ["ApproveBase"] = async () => new Thing(await AcceptedBaseAsync()) { Body = new { approvedOn = Day } },
        ["SuspendBase"] = async () => new Thing(
            await BaseAsync(isApproved: true))
        { Body = new { reason = "Inspection.", suspendedOn = Day } },
        ["ListBases (proposed)"] = async () => new Thing { Listed = await BaseAsync() },
        ["ListBases (approved)"] = async () => new Thing { Listed = await BaseAsync(isApproved: true) },
        ["GetBase (proposed)"] = async () => new Thing(await BaseAsync()),
        ["GetBase (approved)"] = async () => new Thing(await BaseAsync(isApproved: true)),
        ["RecordAttendance"] = async () => new Thing(await PracticeAsync())
        {
            Version = 1,
            Body = new { attended = new[] { new { from = Day, until = Day } } },
        },
        ["CompleteTeacherPractice"] = async () => new Thing(await PracticeAsync(isAttended: true)),
        ["CancelTeacherPractice"] = async () => new Thing(await PracticeAsync()) { Body = new { reason = "The hall is closed." } },
        ["ListTeacherPractices"] = async () => new Thing { Listed = await PracticeAsync() },
        ["GetTeacherPractice"] = async () => new Thing(await PracticeAsync()),
        ["GetTeacherPracticeHistory"] = async () => new Thing(await PracticeAsync()) { Listed = "reserved" },
        ["GetBaseSeats"] = async () => new Thing(await BaseAsync(isApproved: true)) { Query = $"?from={Day:O}&until={Day:O}" },
        ["GetBaseSeats (proposed)"] = async () => new Thing(await BaseAsync()) { Query = $"?from={Day:O}&until={Day:O}" },
    })));

    protected override async Task SetUpAsync()
    {
        foreach (var (code, kind) in Organisations)
        {
            if (kind != OrganisationKind.Enterprise) await RegisterAsync(code, kind);
            else await DoAsync("bpc", Coordinator, $"/organisations/{await EnterpriseAsync(code)}/verification");
        }
        await DoAsync(
            "dji", OrgAdmin, "/organisations/dji/staff-counts", new { staff = 1_000_000, effectiveOn = new DateOnly(2020, 1, 1) });
        await DoAsync(
            "dji",
            OrgAdmin,
            "/organisations/dji/staff-counts",
            new { postKind = "uav-pilot", staff = 1_000_000, effectiveOn = new DateOnly(2020, 1, 1) });
        await ActiveAsync();
        await KeepTemplateAsync("bpc");
        Filed = await FilingAsync();
    }

    private Dictionary<string, Func<Task<Thing>>> WithCooperations(Dictionary<string, Func<Task<Thing>>> own)
    {
        foreach (var (name, recipe) in PlacementRecipes().Concat(LogbookRecipes()).Concat(ChangeRecipes())) own[name] = recipe;
        new CooperationThings(DoAsync, async kind => kind.Length == 0 ? await UniversityAsync() : (await RegisterAsync($"o{Next()}", kind))
            .GetProperty("code")
            .GetString()!).AddTo(own);
        return own;
    }

    private static Task<Thing> Made(Thing thing) => Task.FromResult(thing);

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;

    private static object Text() =>
        new
        {
            title = "Cooperation",
            terms = "What we agree on.",
            validFrom = new DateOnly(2026, 1, 1),
            validUntil = new DateOnly(2030, 12, 31),
        };

    private static object Agreement() => new
    {
        kind = "internship-framework",
        title = "Cooperation",
        terms = "What we agree on.",
        parties = new[] { "bpc", "dji" },
        validFrom = new DateOnly(2026, 1, 1),
        validUntil = new DateOnly(2030, 12, 31),
    };

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

    private Task<JsonElement> RegisterAsync(string code, string kind) =>
        DoAsync("bjedu", Authority, "/organisations", new { code, name = code, kind });

    private async Task<string> UniversityAsync() => (await RegisterAsync($"u{Next()}", "university")).GetProperty("code").GetString()!;

    private async Task<string> EnterpriseAsync(string code) =>
        (await DoAsync(code, OrgAdmin, "/organisations", new { code, name = code, kind = "enterprise" })).GetProperty("code").GetString()!;

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
        var id = Id(await DoAsync("dji", InternshipManager, "/slots", Slot(Filed)));
        foreach (var step in steps)
        {
            var (org, role) = step == "approval" ? ("bpc", Coordinator) : ("dji", InternshipManager);
            await DoAsync(org, role, $"/slots/{id}/{step}", step == "approval" ? Approval() : null);
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

    private async Task<string> OfferAsync(DateOnly? birthDate = null) =>
        Id(await DoAsync("dji", InternshipManager, $"/applications/{await ApplicationAsync(birthDate)}/offer", new { }));

    private async Task<JsonElement> AcceptedAsync(DateOnly? birthDate = null) =>
        await DoAsync("bpc", Learner, $"/applications/{await OfferAsync(birthDate)}/acceptance");

    private async Task<JsonElement> ConsentedAsync(DateOnly? on = null)
    {
        var id = Id(await AcceptedAsync());
        await DoAsync("bpc", Coordinator, $"/placements/{id}/guardian-consent",
            new { documentHash = new string('a', 64), signedOn = on ?? Day });
        return await DoAsync("bpc", Learner, $"/placements/{id}/consent", new { consentedOn = on ?? Day });
    }

    private async Task<JsonElement> ReadyAsync(DateOnly? on = null)
    {
        var placement = await ConsentedAsync(on);
        var (sign, body) = ($"/placements/{Id(placement)}/signatures", new
        {
            textHash = placement.GetProperty("textHash").GetString(),
            signedOn = on ?? Day,
        });
        foreach (var (org, role) in new[] { ("bpc", Signatory), ("dji", Signatory) }) await DoAsync(org, role, sign, body);
        return await DoAsync("bpc", Learner, sign, body);
    }

    /// <summary>One that is under way, and has a mentor.</summary>
    private async Task<string> PlacementAsync()
    {
        var id = Id(await ReadyAsync());
        await DoAsync("dji", InternshipManager, $"/placements/{id}/mentor", new { person = Person });
        return Id(await DoAsync("bpc", Coordinator, $"/placements/{id}/start", new { }));
    }

    private async Task<string> AcceptedBaseAsync()
    {
        var id = await BaseAsync();
        await DoAsync("dji", Signatory, $"/bases/{id}/acceptance", new { });
        return id;
    }

    private async Task<string> BaseAsync(bool isApproved = false)
    {
        var id = Id(await DoAsync("bpc", Signatory, "/bases", Base()));
        if (!isApproved) return id;
        await DoAsync("dji", Signatory, $"/bases/{id}/acceptance", new { });
        await DoAsync("bjedu", Authority, $"/bases/{id}/approval", new { });
        return id;
    }

    /// <summary>A seat that a teacher of the third institution has at a base of BPC and DJI.</summary>
    private async Task<string> PracticeAsync(bool isAttended = false)
    {
        var id = Guid.NewGuid();
        var practice = new PracticeV1
        {
            Id = id,
            TeacherId = Guid.NewGuid(),
            Institution = "shougang-it",
            BaseId = Guid.Parse(await BaseAsync(isApproved: true)),
            From = Day,
            Until = Day.AddDays(30),
            State = "requested",
            Version = 1,
        };
        await App.DeliverAsync(new PracticeRequestedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice });
        if (isAttended)
        {
            await PutAsync(
                "bpc", OrgAdmin, $"/teacher-practices/{id}/attendance", new { attended = new[] { new { from = Day, until = Day } } }, 1);
        }
        return $"{id}";
    }
}

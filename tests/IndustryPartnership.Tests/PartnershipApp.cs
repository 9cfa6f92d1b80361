using System.Diagnostics.CodeAnalysis;
using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>The service with the paper's organisations, and what the tests do over and over.</summary>
internal sealed class PartnershipApp(ServiceApp app) : IAsyncDisposable
{
    public const string Api = "/industry-partnership/v1";
    public const string Ncut = "ncut";
    public const string Bpc = "bpc";
    public const string ShougangIt = "shougang-it";
    public const string Dji = "dji";
    public const string Huace = "huace";

    /// <summary>Within every period that the tests use.</summary>
    public static readonly DateOnly Day = new(2026, 3, 1);

    public ServiceApp App => app;

    public static async Task<PartnershipApp> StartAsync(Engine engine, bool withOrganisations = true)
    {
        var partnership = new PartnershipApp(await ServiceApp.StartAsync(
            engine, IndustryPartnershipService.Name, builder => builder.AddIndustryPartnership(),
            service => service.MapIndustryPartnership(), Day));
        if (!withOrganisations) return partnership;
        await partnership.RegisterAsync(Ncut, "university");
        await partnership.RegisterAsync(Bpc, "vocational-college");
        await partnership.RegisterAsync(ShougangIt, "university");
        await partnership.RegisterEnterpriseAsync(Dji);
        foreach (var institution in new[] { Ncut, Bpc, ShougangIt }) await partnership.KeepTemplateAsync(institution);
        return partnership;
    }

    public IndustryPartnershipClient By(string? org, string role) => new(app.As(org, role));

    public IndustryPartnershipClient By(string? org, string role, string person) => new(app.AsPerson(org, role, person));

    /// <summary>Somebody without a token.</summary>
    public IndustryPartnershipClient Anyone => new(app.With(null));

    public IndustryPartnershipClient Authority => By("bjedu", Roles.Authority);

    public IndustryPartnershipClient OrgAdmin(string org) => By(org, Roles.OrgAdmin);

    public IndustryPartnershipClient Signatory(string org) => By(org, Roles.Signatory);

    public IndustryPartnershipClient Coordinator(string org) => By(org, Roles.Coordinator);

    public IndustryPartnershipClient Manager(string org) => By(org, Roles.InternshipManager);

    public Task<Organisation> RegisterAsync(string code, string kind) =>
        Authority.RegisterOrganisationAsync(new() { Code = code, Name = code, Kind = kind });

    public async Task RegisterEnterpriseAsync(string code, bool verified = true)
    {
        await OrgAdmin(code).RegisterOrganisationAsync(new() { Code = code, Name = code, Kind = "enterprise" });
        if (verified) await Coordinator(Bpc).VerifyEnterpriseAsync(code);
    }

    public Task<RecordStaffCountStaffCount> StateStaffAsync(string code, string? postKind, int staff, DateOnly? effectiveOn = null) =>
        OrgAdmin(code).RecordStaffCountAsync(
            code, new() { PostKind = postKind, Staff = staff, EffectiveOn = effectiveOn ?? new DateOnly(2020, 1, 1) });

    public Task<Agreement> DraftAgreementAsync(
        string[] parties, string kind = "internship-framework", DateOnly? validFrom = null, DateOnly? validUntil = null) =>
        Signatory(parties[0]).DraftAgreementAsync(new()
        {
            Kind = kind,
            Title = "Cooperation",
            Terms = "What we agree on.",
            Parties = parties,
            ValidFrom = validFrom ?? new DateOnly(2026, 1, 1),
            ValidUntil = validUntil ?? new DateOnly(2030, 12, 31),
        });

    public async Task<Agreement> ProposedAgreementAsync(params string[] parties)
    {
        var draft = await DraftAgreementAsync(parties);
        return await Signatory(parties[0]).ProposeAgreementAsync(draft.Id);
    }

    public Task<Agreement> SignAsync(Agreement agreement, string org) =>
        Signatory(org).SignAgreementAsync(agreement.Id, new() { TextHash = agreement.TextHash });

    public async Task<Agreement> ActiveAgreementAsync(params string[] parties)
    {
        var agreement = await ProposedAgreementAsync(parties);
        var signed = agreement;
        foreach (var party in parties) signed = await SignAsync(agreement, party);
        return signed;
    }

    public static WriteSlotRequest SlotRequest(
        int capacity = 1, string postKind = "uav-pilot", DateOnly? startsOn = null, DateOnly? endsOn = null, params string[] majors) =>
        LawfulSlot.Of(
            capacity,
            postKind,
            startsOn ?? new DateOnly(2026, 2, 1),
            endsOn ?? new DateOnly(2026, 7, 31),
            majors.Length > 0 ? majors : ["460609"]);

    public Task<Slot> DraftSlotAsync(WriteSlotRequest? request = null) =>
        Manager(Dji).DraftSlotAsync(request ?? SlotRequest());

    public async Task<Slot> ApprovedSlotAsync(WriteSlotRequest? request = null)
    {
        var slot = await DraftSlotAsync(request);
        await SubmitAsync(slot);
        return await ApproveAsync(slot);
    }

    public Task<Slot> SubmitAsync(Slot slot, string enterprise = Dji) =>
        Manager(enterprise).SubmitSlotAsync(slot.Id);

    public Task<Slot> ApproveAsync(Slot slot, string institution = Bpc) =>
        Coordinator(institution).ApproveSlotAsync(slot.Id, new()
        {
            InstitutionAttestation = new()
            {
                By = "Li Na",
                On = Earlier(app.Today.Value, Day).AddDays(-30),
                Absent = LawfulSlot.Burdens,
            },
        });

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    /// <summary>A slot that is not open yet, changed and approved again.</summary>
    public async Task<Slot> ReapprovedAsync(Slot slot, WriteSlotRequest request)
    {
        await Manager(Dji).EditSlotAsync(slot.Id, slot.Version, request);
        await SubmitAsync(slot);
        return await ApproveAsync(slot);
    }

    public Task<Slot> OpenAsync(Slot slot) => Manager(Dji).OpenSlotAsync(slot.Id);

    /// <summary>An open slot of an enterprise with staff enough, under an agreement with BPC.</summary>
    public async Task<Slot> OpenSlotAsync(WriteSlotRequest? request = null)
    {
        await ReadyEnterpriseAsync();
        return await OpenAsync(await ApprovedSlotAsync(request));
    }

    public async Task ReadyEnterpriseAsync(int staff = 1000, int pilots = 500)
    {
        await ActiveAgreementAsync(Bpc, Dji);
        await StateStaffAsync(Dji, null, staff);
        await StateStaffAsync(Dji, "uav-pilot", pilots);
    }

    public async Task<Guid> EnrolledLearnerAsync(string institution = Bpc, string major = "460609", DateOnly? birthDate = null)
    {
        var learner = Learner(institution, major) with { BirthDate = birthDate ?? new DateOnly(2007, 5, 1) };
        await DeliverAsync(learner);
        return learner.Id;
    }

    public Task DeliverAsync(LearnerV1 learner) =>
        app.DeliverAsync(new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner });

    /// <summary>A learner as enrollment tells their enrolment.</summary>
    public static LearnerV1 Learner(string institution = Bpc, string major = "460609")
    {
        var id = Guid.NewGuid();
        return new()
        {
            Id = id,
            Institution = institution,
            Person = PersonOf(id),
            BirthDate = new DateOnly(2007, 5, 1),
            ArticulationId = Guid.NewGuid(),
            Major = major,
            Cohort = 2024,
            Stage = 1,
            StageBeganOn = new DateOnly(2024, 9, 1),
            State = "enrolled",
            Since = new DateOnly(2024, 9, 1),
            PresentInstitution = institution,
            Version = 1,
        };
    }

    /// <summary>The transfer as enrollment tells it: who enrolled the learner stays who they were, and the university teaches the next
    /// stage.</summary>
    public static LearnerTransferredV1 Transferred(LearnerV1 learner) => new()
    {
        OccurredAt = DateTimeOffset.UtcNow,
        Learner = learner with
        {
            State = LearnerState.Transferred,
            PresentInstitution = Ncut,
            Stage = learner.Stage + 1,
            StageBeganOn = Day.AddYears(-1),
            Since = Day.AddYears(-1),
            Version = learner.Version + 1,
        },
    };

    public static string PersonOf(Guid learnerId) => $"person-{learnerId:N}";

    public IndustryPartnershipClient AsLearner(Guid learnerId, string institution = Bpc) =>
        By(institution, Roles.Learner, PersonOf(learnerId));

    /// <summary>A new version of the template of an institution's placements' agreements, with all that the packs ask for.</summary>
    public Task<AgreementTemplate> KeepTemplateAsync(string institution, AgreementClauses? clauses = null) =>
        Coordinator(institution).KeepAgreementTemplateAsync(new() { Clauses = clauses ?? Clauses() });

    public static AgreementClauses Clauses() => new()
    {
        BoardAndLodging = "The enterprise gives a bed and three meals a day.",
        Rest = "One hour at noon; Saturday and Sunday are free.",
        Payment = "By transfer to the learner, on the 10th of each month.",
        Protection = "Helmet and shoes are the enterprise's.",
        OccupationalDisease = "Hearing is examined before and after.",
        Accident = "The insurance pays first, the enterprise what it does not.",
        Assessment = "Mentor and teacher grade by the logbook.",
        Breach = "Whoever breaks it says so within a week.",
    };

    public Task<Slot> ReadSlotAsync(Slot slot) => Manager(Dji).GetSlotAsync(slot.Id);

    /// <summary>What a service is told that asks for the present state of all aggregates of a kind.</summary>
    public async Task<IReadOnlyList<object>> StatesAsync(string aggregate)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var source = scope.ServiceProvider.GetServices<StateSource>().Single(source => source.Aggregate == aggregate);
        IReadOnlyList<PresentState> states = [];
        await work.RunAsync(async () => states = await source.ReadAsync(work, 0, 100, DateTimeOffset.UtcNow));
        return [.. states.Select(state => state.Event)];
    }

    /// <summary>Makes what no request makes.</summary>
    public async Task ChangeAsync([ConstantExpected] string sql, object parameters)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => work.ExecuteAsync(sql, parameters));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

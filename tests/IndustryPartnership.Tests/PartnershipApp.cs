using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using Microsoft.Extensions.DependencyInjection;
using Testing;

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

    public HttpClient Authority => app.As("bjedu", Roles.Authority);

    public HttpClient OrgAdmin(string org) => app.As(org, Roles.OrgAdmin);

    public HttpClient Signatory(string org) => app.As(org, Roles.Signatory);

    public HttpClient Coordinator(string org) => app.As(org, Roles.Coordinator);

    public HttpClient Manager(string org) => app.As(org, Roles.InternshipManager);

    public Task<JsonElement> RegisterAsync(string code, string kind) =>
        Authority.PostAsync($"{Api}/organisations", new { code, name = code, kind }).BodyAsync(HttpStatusCode.Created);

    public async Task RegisterEnterpriseAsync(string code, bool verified = true)
    {
        await OrgAdmin(code).PostAsync($"{Api}/organisations", new { code, name = code, kind = "enterprise" })
            .BodyAsync(HttpStatusCode.Created);
        if (verified) await Coordinator(Bpc).PostAsync($"{Api}/organisations/{code}/verification").BodyAsync();
    }

    public Task<JsonElement> StateStaffAsync(string code, string? postKind, int staff, DateOnly? effectiveOn = null) =>
        OrgAdmin(code).PostAsync(
            $"{Api}/organisations/{code}/staff-counts",
            new { postKind, staff, effectiveOn = effectiveOn ?? new DateOnly(2020, 1, 1) }).BodyAsync(HttpStatusCode.Created);

    public Task<JsonElement> DraftAgreementAsync(
        string[] parties, string kind = "internship-framework", DateOnly? validFrom = null,
        DateOnly? validUntil = null) => Signatory(parties[0])
        .PostAsync(
            $"{Api}/agreements",
            new
            {
                kind,
                title = "Cooperation",
                terms = "What we agree on.",
                parties,
                validFrom = validFrom ?? new DateOnly(2026, 1, 1),
                validUntil = validUntil ?? new DateOnly(2030, 12, 31),
            })
        .BodyAsync(HttpStatusCode.Created);

    public async Task<JsonElement> ProposedAgreementAsync(params string[] parties)
    {
        var draft = await DraftAgreementAsync(parties);
        return await Signatory(parties[0]).PostAsync($"{Api}/agreements/{draft.Id()}/proposal").BodyAsync();
    }

    public Task<HttpResponseMessage> SignAsync(JsonElement agreement, string org) =>
        Signatory(org).PostAsync($"{Api}/agreements/{agreement.Id()}/signatures", new { textHash = agreement.Text("textHash") });

    public async Task<JsonElement> ActiveAgreementAsync(params string[] parties)
    {
        var agreement = await ProposedAgreementAsync(parties);
        var signed = agreement;
        foreach (var party in parties) signed = await SignAsync(agreement, party).BodyAsync();
        return signed;
    }

    public static JsonObject SlotRequest(
        int capacity = 1, string postKind = "uav-pilot", DateOnly? startsOn = null, DateOnly? endsOn = null, params string[] majors) =>
        LawfulSlot.Of(
            capacity,
            postKind,
            startsOn ?? new DateOnly(2026, 2, 1),
            endsOn ?? new DateOnly(2026, 7, 31),
            majors.Length > 0 ? majors : ["460609"]);

    public Task<JsonElement> DraftSlotAsync(object? request = null) =>
        Manager(Dji).PostAsync($"{Api}/slots", request ?? SlotRequest()).BodyAsync(HttpStatusCode.Created);

    public async Task<JsonElement> ApprovedSlotAsync(object? request = null)
    {
        var slot = await DraftSlotAsync(request);
        await SubmitAsync(slot).BodyAsync();
        return await ApproveAsync(slot).BodyAsync();
    }

    public Task<HttpResponseMessage> SubmitAsync(JsonElement slot, string enterprise = Dji) =>
        Manager(enterprise).PostAsync($"{Api}/slots/{slot.Id()}/submission");

    public Task<HttpResponseMessage> ApproveAsync(JsonElement slot, string institution = Bpc) =>
        Coordinator(institution).PostAsync(
            $"{Api}/slots/{slot.Id()}/approval",
            new
            {
                institutionAttestation = new
                {
                    by = "Li Na",
                    on = Earlier(app.Today.Value, Day).AddDays(-30),
                    absent = LawfulSlot.Burdens,
                }
            });

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    /// <summary>A slot that is not open yet, changed and approved again.</summary>
    public async Task<JsonElement> ReapprovedAsync(JsonElement slot, object request)
    {
        await Manager(Dji).PutAsync($"{Api}/slots/{slot.Id()}", request, slot.Version()).BodyAsync();
        await SubmitAsync(slot).BodyAsync();
        return await ApproveAsync(slot).BodyAsync();
    }

    public Task<HttpResponseMessage> OpenAsync(JsonElement slot) => Manager(Dji).PostAsync($"{Api}/slots/{slot.Id()}/opening");

    /// <summary>An open slot of an enterprise with staff enough, under an agreement with BPC.</summary>
    public async Task<JsonElement> OpenSlotAsync(object? request = null)
    {
        await ReadyEnterpriseAsync();
        return await OpenAsync(await ApprovedSlotAsync(request)).BodyAsync();
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

    public HttpClient AsLearner(Guid learnerId, string institution = Bpc) => app.AsPerson(institution, Roles.Learner, PersonOf(learnerId));

    public Task<HttpResponseMessage> ApplyAsync(JsonElement slot, Guid learnerId, string institution = Bpc) =>
        AsLearner(learnerId, institution).PostAsync($"{Api}/slots/{slot.Id()}/applications", new { learnerId });

    public Task<HttpResponseMessage> OfferAsync(JsonElement application, DateOnly? offeredUntil = null) =>
        Manager(Dji).PostAsync($"{Api}/applications/{application.Id()}/offer", new { offeredUntil });

    public async Task<JsonElement> OfferedAsync(JsonElement slot, Guid learnerId, string institution = Bpc, DateOnly? until = null) =>
        await OfferAsync(await ApplyAsync(slot, learnerId, institution).BodyAsync(HttpStatusCode.Created), until).BodyAsync();

    public Task<HttpResponseMessage> AcceptAsync(JsonElement application) =>
        AsLearner(application.GetProperty("learnerId")
            .GetGuid(), application.Text("institution")).PostAsync($"{Api}/applications/{application.Id()}/acceptance");

    /// <summary>A placement that the learner has accepted, and nobody has consented to.</summary>
    public async Task<JsonElement> AcceptedAsync(JsonElement slot, Guid learnerId) =>
        await AcceptAsync(await OfferedAsync(slot, learnerId)).BodyAsync(HttpStatusCode.Created);

    /// <summary>The consent of a guardian, where it is asked for and there is none, and then the learner's.</summary>
    public async Task<HttpResponseMessage> ConsentAsync(JsonElement placement, DateOnly? consentedOn = null)
    {
        using var guardian = await GuardianConsentAsync(placement, consentedOn ?? app.Today.Value);
        return await LearnerConsentAsync(placement, consentedOn);
    }

    public Task<HttpResponseMessage> LearnerConsentAsync(JsonElement placement, DateOnly? consentedOn = null) =>
        AsLearner(placement.GetProperty("learnerId")
            .GetGuid()).PostAsync($"{Api}/placements/{placement.Id()}/consent", new { consentedOn });

    public Task<HttpResponseMessage> GuardianConsentAsync(JsonElement placement, DateOnly? signedOn = null, string institution = Bpc) =>
        Coordinator(institution).PostAsync(
            $"{Api}/placements/{placement.Id()}/guardian-consent", new { documentHash = new string('a', 64), signedOn = signedOn ?? Day });

    /// <summary>A new version of the template of an institution's placements' agreements, with all that the packs ask for.</summary>
    public Task<JsonElement> KeepTemplateAsync(string institution, object? clauses = null) =>
        Coordinator(institution).PostAsync($"{Api}/agreement-templates", new { clauses = clauses ?? Clauses() })
            .BodyAsync(HttpStatusCode.Created);

    public static JsonObject Clauses() => JsonSerializer.SerializeToNode(new
    {
        boardAndLodging = "The enterprise gives a bed and three meals a day.",
        rest = "One hour at noon; Saturday and Sunday are free.",
        payment = "By transfer to the learner, on the 10th of each month.",
        protection = "Helmet and shoes are the enterprise's.",
        occupationalDisease = "Hearing is examined before and after.",
        accident = "The insurance pays first, the enterprise what it does not.",
        assessment = "Mentor and teacher grade by the logbook.",
        breach = "Whoever breaks it says so within a week.",
    })!.AsObject();

    /// <summary>The learner's signature, or the signatory's of an organisation.</summary>
    public Task<HttpResponseMessage> SignPlacementAsync(JsonElement placement, string by, DateOnly? signedOn = null) =>
        (by == "learner"
            ? AsLearner(placement.GetProperty("learnerId").GetGuid())
            : Signatory(by)).PostAsync(
                $"{Api}/placements/{placement.Id()}/signatures", new { textHash = placement.Text("textHash"), signedOn });

    public Task<HttpResponseMessage> StartPlacementAsync(JsonElement placement, DateOnly? startedOn = null) =>
        Coordinator(Bpc).PostAsync($"{Api}/placements/{placement.Id()}/start", new { startedOn });

    public Task<HttpResponseMessage> StopAsync(JsonElement placement, DateOnly? stoppedOn = null) =>
        Coordinator(Bpc).PostAsync($"{Api}/placements/{placement.Id()}/stop", new { stoppedOn = stoppedOn ?? Day, reason = "Illness." });

    public Task<HttpResponseMessage> CompleteAsync(JsonElement placement, DateOnly completedOn) =>
        Coordinator(Bpc).PostAsync($"{Api}/placements/{placement.Id()}/completion", new { completedOn, grade = "good" });

    /// <summary>A placement that all have consented to, and all three have signed.</summary>
    public async Task<JsonElement> ReadyAsync(JsonElement slot, Guid learnerId, DateOnly? on = null)
    {
        var placement = await AcceptedAsync(slot, learnerId);
        await ConsentAsync(placement, on).BodyAsync();
        foreach (var party in new[] { Bpc, Dji }) await SignPlacementAsync(placement, party, on).BodyAsync();
        return await SignPlacementAsync(placement, "learner", on).BodyAsync();
    }

    /// <summary>A placement that is under way.</summary>
    public async Task<JsonElement> ActiveAsync(JsonElement slot, Guid learnerId, DateOnly? on = null) =>
        await StartPlacementAsync(await ReadyAsync(slot, learnerId, on), on).BodyAsync();

    public Task<JsonElement> ReadSlotAsync(JsonElement slot) => Manager(Dji).GetAsync($"{Api}/slots/{slot.Id()}").BodyAsync();

    public Task<JsonElement> ReadPlacementAsync(JsonElement placement) =>
        Coordinator(Bpc).GetAsync($"{Api}/placements/{placement.Id()}").BodyAsync();

    public Task<JsonElement> ReadApplicationAsync(JsonElement application) =>
        Coordinator(Bpc).GetAsync($"{Api}/applications/{application.Id()}").BodyAsync();

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

internal static class Json
{
    public static Guid Id(this JsonElement thing) => thing.GetProperty("id").GetGuid();

    public static string Text(this JsonElement thing, string member) => thing.GetProperty(member).GetString()!;

    public static int Version(this JsonElement thing) => thing.GetProperty("version").GetInt32();

    public static string Rule(this JsonElement problem) => problem.Text("rule");

    public static JsonElement Facts(this JsonElement problem, string fact) => problem.GetProperty("facts").GetProperty(fact);

    public static DateOnly Day(this JsonElement thing, string member) =>
        DateOnly.Parse(thing.Text(member), System.Globalization.CultureInfo.InvariantCulture);

    public static DateOnly DayOfChange(this JsonElement problem, string change) => problem.GetProperty("change").Day(change);

    public static JsonElement Change(this JsonElement problem, string change) => problem.GetProperty("change").GetProperty(change);
}

using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.Enrollment;
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
            engine, IndustryPartnershipService.Name, builder => builder.AddIndustryPartnership(), service => service.MapIndustryPartnership(), Day));
        if (!withOrganisations) return partnership;
        await partnership.RegisterAsync(Ncut, "university");
        await partnership.RegisterAsync(Bpc, "vocational-college");
        await partnership.RegisterAsync(ShougangIt, "university");
        await partnership.RegisterEnterpriseAsync(Dji);
        return partnership;
    }

    public HttpClient Authority => app.As("bjedu", Roles.Authority);

    public HttpClient OrgAdmin(string org) => app.As(org, Roles.OrgAdmin);

    public HttpClient Signatory(string org) => app.As(org, Roles.Signatory);

    public HttpClient Coordinator(string org) => app.As(org, Roles.Coordinator);

    public HttpClient Manager(string org) => app.As(org, Roles.InternshipManager);

    public Task<JsonElement> RegisterAsync(string code, string kind) => Authority.PostAsync($"{Api}/organisations", new { code, name = code, kind }).BodyAsync(HttpStatusCode.Created);

    public async Task RegisterEnterpriseAsync(string code, bool verified = true)
    {
        await OrgAdmin(code).PostAsync($"{Api}/organisations", new { code, name = code, kind = "enterprise" }).BodyAsync(HttpStatusCode.Created);
        if (verified) await Coordinator(Bpc).PostAsync($"{Api}/organisations/{code}/verification").BodyAsync();
    }

    public Task<JsonElement> StateStaffAsync(string code, string? postKind, int staff, DateOnly? effectiveOn = null) =>
        OrgAdmin(code).PostAsync($"{Api}/organisations/{code}/staff-counts", new { postKind, staff, effectiveOn = effectiveOn ?? new DateOnly(2020, 1, 1) }).BodyAsync(HttpStatusCode.Created);

    public Task<JsonElement> DraftAgreementAsync(string[] parties, string kind = "internship-framework", DateOnly? validFrom = null, DateOnly? validUntil = null) => Signatory(parties[0])
        .PostAsync($"{Api}/agreements", new { kind, title = "Cooperation", terms = "What we agree on.", parties, validFrom = validFrom ?? new DateOnly(2026, 1, 1), validUntil = validUntil ?? new DateOnly(2030, 12, 31) })
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

    public static object SlotRequest(int capacity = 1, string postKind = "uav-pilot", DateOnly? startsOn = null, DateOnly? endsOn = null, params string[] majors) => new
    {
        title = "UAV operation",
        postKind,
        majors = majors.Length > 0 ? majors : ["460609"],
        capacity,
        startsOn = startsOn ?? new DateOnly(2026, 2, 1),
        endsOn = endsOn ?? new DateOnly(2026, 7, 31),
    };

    public Task<JsonElement> DraftSlotAsync(object? request = null) => Manager(Dji).PostAsync($"{Api}/slots", request ?? SlotRequest()).BodyAsync(HttpStatusCode.Created);

    public async Task<JsonElement> ApprovedSlotAsync(object? request = null)
    {
        var slot = await DraftSlotAsync(request);
        await Manager(Dji).PostAsync($"{Api}/slots/{slot.Id()}/submission").BodyAsync();
        return await Coordinator(Bpc).PostAsync($"{Api}/slots/{slot.Id()}/approval").BodyAsync();
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

    public async Task<Guid> EnrolledLearnerAsync(string institution = Bpc, string major = "460609", string? person = null)
    {
        var learner = Learner(institution, major, person);
        await app.DeliverAsync(new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner });
        return learner.Id;
    }

    public static LearnerV1 Learner(string institution = Bpc, string major = "460609", string? person = null) => new()
    {
        Id = Guid.NewGuid(),
        Institution = institution,
        Person = person,
        BirthDate = new DateOnly(2007, 5, 1),
        ArticulationId = Guid.NewGuid(),
        Major = major,
        Cohort = 2024,
        Stage = 1,
        State = "enrolled",
        Version = 1,
    };

    public Task<HttpResponseMessage> PlaceAsync(JsonElement slot, Guid learnerId, string institution = Bpc) =>
        Coordinator(institution).PostAsync($"{Api}/slots/{slot.Id()}/placements", new { learnerId });

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

internal static class Json
{
    public static Guid Id(this JsonElement thing) => thing.GetProperty("id").GetGuid();

    public static string Text(this JsonElement thing, string member) => thing.GetProperty(member).GetString()!;

    public static int Version(this JsonElement thing) => thing.GetProperty("version").GetInt32();

    public static string Rule(this JsonElement problem) => problem.Text("rule");

    public static JsonElement Facts(this JsonElement problem, string fact) => problem.GetProperty("facts").GetProperty(fact);

    public static JsonElement Change(this JsonElement problem, string change) => problem.GetProperty("change").GetProperty(change);
}
